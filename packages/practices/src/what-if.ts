import { SCORED, type Scored } from '@weft/model/practice'
import { bandOf, type IndicatorScore, type PracticeScore, type QuarterScores } from '@weft/model/scores'
import { scoreOf, scoreRange } from './anchors.ts'
import type { Rubric, RubricIndicator } from './rubric.ts'
import { EVIDENCE_SHARE_MIN, sharedBand } from './score-practice.ts'
import { tailorRubric } from './tailor-rubric.ts'

/** What is supposed of indicators, by id. Nobody has to give a reason for a supposition but for leaving one out. */
export type Supposition = Record<
  string,
  { [Key in 'weight' | 'anchors' | 'exempt']?: RubricIndicator[Key] | undefined }
>

/**
 * A rubric with suppositions laid over it.
 *
 * Throws UnknownIndicator, and zod's error where the result is no rubric: anchors that do not ascend, a practice without
 * any weight.
 */
export function supposing(rubric: Rubric, supposition: Supposition): Rubric {
  const reasoned = Object.entries(supposition).map(([id, { weight, anchors, exempt }]) => [
    id,
    {
      ...(weight === undefined ? {} : { weight, weightReason: SUPPOSED }),
      ...(anchors === undefined ? {} : { anchors, anchorsReason: SUPPOSED }),
      ...(exempt === undefined ? {} : { exempt }),
    },
  ])
  return tailorRubric(rubric, Object.fromEntries(reasoned)).rubric
}

const SUPPOSED = 'what if'

/** A practice under another rubric. */
export type WhatIfScore = Omit<PracticeScore, 'change'>

/**
 * What the practices of a stored quarter would score under another rubric, from the values and intervals of its
 * indicators alone; nothing is counted or drawn again, and nothing is stored.
 *
 * A score is exactly that of scoring anew; an interval is not: without replicates it is the weighted mean of the
 * indicators' intervals, as if all erred the same way, which as a rule is wider. An indicator whose exemption is lifted
 * has no value and stays as it was. O(indicators).
 */
export function whatIf(
  { practices, weave }: Pick<QuarterScores, 'practices' | 'weave'>,
  rubric: Rubric,
): Record<Scored, WhatIfScore> {
  const entries = SCORED.map((scored): [Scored, WhatIfScore] => {
    const { indicators } = scored === 'weave' ? weave : practices[scored]
    return [scored, practiceUnder(indicators, rubric.indicators[scored])]
  })
  return Object.fromEntries(entries) as Record<Scored, WhatIfScore>
}

function practiceUnder(stored: Record<string, IndicatorScore>, entries: Record<string, RubricIndicator>): WhatIfScore {
  const weighed = Object.entries(stored).flatMap(([id, indicator]) => {
    const entry = entries[id]
    return entry === undefined ? [] : [{ id, weight: entry.weight, indicator: indicatorUnder(indicator, entry) }]
  })
  const indicators = Object.fromEntries(weighed.map(({ id, indicator }) => [id, indicator]))
  const counted = weighed.filter(({ indicator }) => indicator.state !== 'exempt')
  const scored = counted.flatMap(({ weight, indicator }) =>
    indicator.interval === null ? [] : [{ weight, score: indicator.score, interval: indicator.interval }],
  )
  const sum = (parts: readonly { weight: number }[]) => parts.reduce((all, { weight }) => all + weight, 0)
  const weightAll = sum(counted)
  const evidenceShare = weightAll === 0 ? 0 : sum(scored) / weightAll
  if (evidenceShare < EVIDENCE_SHARE_MIN) {
    const reason = `${Math.round(100 * evidenceShare)} % of the weight could be scored, 50 % are needed.`
    const nothing = { score: null, interval: null, band: null, provisional: false } as const
    return { state: 'not_enough_evidence', ...nothing, evidenceShare, reason, indicators }
  }
  const mean = (of: (part: (typeof scored)[number]) => number) =>
    scored.reduce((all, part) => all + part.weight * of(part), 0) / sum(scored)
  const provisional = scored.some(({ score }) => score === null)
  const score = provisional ? null : mean((part) => part.score ?? 0)
  const interval: [number, number] = [mean((part) => part.interval[0]), mean((part) => part.interval[1])]
  const band = score === null ? sharedBand(interval) : bandOf(score)
  return { state: 'scored', provisional, score, interval, band, evidenceShare, reason: null, indicators }
}

function indicatorUnder(indicator: IndicatorScore, { anchors, exempt }: RubricIndicator): IndicatorScore {
  if (exempt !== null) {
    const nothing = { value: null, valueInterval: null, score: null, interval: null }
    return { state: 'exempt', ...nothing, n: 0, reason: exempt, missing: [] }
  }
  const { value, valueInterval } = indicator
  if (valueInterval === null) return indicator
  return {
    ...indicator,
    score: value === null ? null : scoreOf(value, anchors),
    interval: scoreRange(valueInterval, anchors),
  }
}

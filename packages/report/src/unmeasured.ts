import { SCORED } from '@weft/model/practice'
import type { IndicatorScore, IndicatorState, QuarterScores } from '@weft/model/scores'
import { NEED_WORDS } from './need-words.ts'
import type { Unmeasured } from './scorecard.ts'

/**
 * What a quarter could not measure, one entry per reason: what most indicators wait for comes first, decisions
 * (exempt indicators) after what data would mend.
 *
 * An indicator that lacks two things stands under both: bringing one of them is half of the way. Indicators short of
 * items differ in their counts and not in their cure, so they share one entry; so do the provisional ones, which all
 * wait for people to judge posts, each for its own number of them.
 */
export function unmeasuredOf(scores: Pick<QuarterScores, 'practices' | 'weave'>): Unmeasured[] {
  const groups = new Map<string, Unmeasured & { rank: number }>()
  for (const practice of SCORED) {
    const { indicators } = practice === 'weave' ? scores.weave : scores.practices[practice]
    for (const [id, indicator] of Object.entries(indicators)) {
      if (indicator.state === 'measured') continue
      for (const reason of reasonsOf(indicator.state, indicator)) {
        const key = `${indicator.state} ${reason}`
        const group = groups.get(key) ?? { reason, indicators: [], rank: RANK[indicator.state] }
        group.indicators.push(id)
        groups.set(key, group)
      }
    }
  }
  return [...groups.values()]
    .sort((a, b) => a.rank - b.rank || b.indicators.length - a.indicators.length)
    .map(({ reason, indicators }) => ({ reason, indicators }))
}

const RANK: Record<Exclude<IndicatorState, 'measured'>, number> = {
  not_measurable: 0,
  provisional: 1,
  insufficient: 2,
  exempt: 3,
}

function reasonsOf(
  state: Exclude<IndicatorState, 'measured'>,
  { reason, missing }: Pick<IndicatorScore, 'reason' | 'missing'>,
): string[] {
  switch (state) {
    case 'provisional':
      return ['Posts nobody has checked yet (ranges only; the scores say how many to check)']
    case 'insufficient':
      return ['Too few items this quarter']
    case 'exempt':
      return [reason === null ? 'Left out by decision' : `Left out by decision: ${reason}`]
    case 'not_measurable':
      return missing.length > 0
        ? missing.map((need) => NEED_WORDS[need])
        : [reason ?? 'The data does not hold what it needs']
  }
}

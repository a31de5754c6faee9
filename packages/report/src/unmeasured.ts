import { SCORED } from '@weft/model/practice'
import type { IndicatorScore, IndicatorState, QuarterScores } from '@weft/model/scores'
import type { Unmeasured } from './scorecard.ts'

/**
 * What a quarter could not measure, one entry per reason: what most indicators wait for comes first, decisions
 * (exempt indicators) after what data would mend.
 *
 * Indicators short of items differ in their counts and not in their cure, so they share one entry; so do the
 * provisional ones, which all wait for the same check.
 */
export function unmeasuredOf(scores: Pick<QuarterScores, 'practices' | 'weave'>): Unmeasured[] {
  const groups = new Map<string, Unmeasured & { rank: number }>()
  for (const practice of SCORED) {
    const { indicators } = practice === 'weave' ? scores.weave : scores.practices[practice]
    for (const [id, indicator] of Object.entries(indicators)) {
      if (indicator.state === 'measured') continue
      const reason = reasonOf(indicator.state, indicator)
      const group = groups.get(`${indicator.state} ${reason}`) ?? {
        reason,
        indicators: [],
        rank: RANK[indicator.state],
      }
      group.indicators.push(id)
      groups.set(`${indicator.state} ${reason}`, group)
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

function reasonOf(state: Exclude<IndicatorState, 'measured'>, { reason }: IndicatorScore): string {
  if (state === 'provisional') return 'Posts nobody has checked yet (ranges only, until about 100 are)'
  if (state === 'insufficient') return 'Too few items this quarter'
  if (state === 'exempt') return reason === null ? 'Left out by decision' : `Left out by decision: ${reason}`
  return reason ?? 'The data does not hold what it needs'
}

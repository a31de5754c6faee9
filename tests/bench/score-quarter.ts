import { benchmark } from './benchmark.ts'
import { timed } from './timed.ts'

const REPLICATES = 1_000
/** What a quarter of a million interactions and a tenth as many posts may take, in processor time. */
const SECONDS_PER_MILLION = 5
const WHAT_IF_SECONDS = 0.3

/** Scoring one quarter, with its intervals, actions and evidence, from what is stored; and answering a what-if about it. */
export const scoreQuarterBench = benchmark<{ interactions: number }>({
  question: 'How fast is a quarter scored, and a what-if answered?',
  unit: 'interactions',
  async prepare({ rows }) {
    return { input: { interactions: rows } }
  },
  contestants: {
    async score() {
      const { madeScoringInput } = await import('./made-history.ts')
      const { scoreQuarter, scoresOf } = await import('@weft/practices/score')
      return async ({ interactions }) => {
        const input = madeScoringInput(interactions, 'score', REPLICATES)
        const { seconds, cpuSeconds } = await timed(() => scoresOf(scoreQuarter(input), null))
        return { work: interactions, digest: null, seconds, cpuSeconds }
      }
    },
    async 'actions and evidence'() {
      const { madeScoringInput } = await import('./made-history.ts')
      const { scoreQuarter } = await import('@weft/practices/score')
      const { evidenceOf } = await import('@weft/practices/evidence')
      const { actionsOfQuarter } = await import('@weft/practices/actions-of-quarter')
      return async ({ interactions }) => {
        const scoring = scoreQuarter(madeScoringInput(interactions, 'score', 1))
        const { seconds, cpuSeconds } = await timed(() => [evidenceOf(scoring), actionsOfQuarter(scoring.view)])
        return { work: interactions, digest: null, seconds, cpuSeconds }
      }
    },
    async 'what-if'() {
      const { madeScoringInput } = await import('./made-history.ts')
      const { scoreQuarter, scoresOf } = await import('@weft/practices/score')
      const { whatIf } = await import('@weft/practices/what-if')
      return async ({ interactions }) => {
        const input = madeScoringInput(interactions, 'score', 10)
        const scores = scoresOf(scoreQuarter(input), null)
        const { seconds, cpuSeconds } = await timed(() => whatIf(scores, input.rubric))
        return { work: interactions, digest: null, seconds, cpuSeconds }
      }
    },
  },
  comparisons: [],
  limits: (rows) => [
    { of: 'score', by: 'cpuSeconds', atMost: (rows / 1e6) * SECONDS_PER_MILLION },
    { of: 'what-if', by: 'cpuSeconds', atMost: WHAT_IF_SECONDS },
  ],
})

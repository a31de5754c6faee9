import type { Coverage } from '@weft/model/coverage'
import { INTERACTION_KINDS } from '@weft/model/interaction'
import { type ReaderQuality, SIGNALS } from '@weft/model/signal'

/** Uploads on platform `x` that hold all that ever happened, by whomever. */
export const EVERYTHING_COVERED: readonly Coverage[] = (['outbound', 'inbound', 'among_others'] as const).map(
  (direction) => ({
    platform: 'x',
    account: null,
    direction,
    acts: ['post', ...INTERACTION_KINDS],
    text: true,
    from: Date.UTC(1990, 0),
    to: Date.UTC(2090, 0),
  }),
)

/** What is told of a reader that was measured at these rates on every signal, and reads English. */
export function qualityOf(rates: { truePositiveRate: number; falsePositiveRate: number }): ReaderQuality {
  const quality = {
    ...rates,
    tier: 'usable' as const,
    confusions: '',
    thresholds: { strict: 0.8, usual: 0.5, lax: 0.2 },
    measured: [],
  }
  return {
    version: 'simulated',
    languages: ['en'],
    signals: Object.fromEntries(SIGNALS.map((signal) => [signal, quality])) as unknown as ReaderQuality['signals'],
  }
}

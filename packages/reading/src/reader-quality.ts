import type { ReaderQuality } from '@weft/model/signal'
import quality from './quality.json' with { type: 'json' }

/** What was measured of the rules that ship: written by `pnpm --filter @weft/reading run measure`, never by hand. */
export const readerQuality = quality as ReaderQuality

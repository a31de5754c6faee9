import { createHash } from 'node:crypto'
import type { ReaderQuality, Signal } from '@weft/model/signal'
import type { PostReader } from '../post-reader.ts'
import { logOddsOf, probabilityOf } from '../scorer.ts'
import { encodeWeights } from '../weights.ts'
import { correctionOf, type LocalHead } from './local-head.ts'
import type { LocalQuality } from './train-local-head.ts'

/** What is stated of an organization's head, without the head. */
export interface StatedLocalHead {
  signal: Signal
  /** {@link digestOfHead}. */
  digest: string
  quality: LocalQuality
}

/** What names a local head: the same labels, the same digest. Hexadecimal. */
export function digestOfHead({ signal, slope, weights }: LocalHead): string {
  return createHash('sha256').update(`${signal} ${slope}\n`).update(encodeWeights(weights)).digest('hex')
}

/** What is known of a reader's errors where an organization's own heads stand in for some of its own. */
export function qualityWithLocalHeads(reader: ReaderQuality, heads: readonly StatedLocalHead[]): ReaderQuality {
  if (heads.length === 0) return reader
  const signals = { ...reader.signals }
  for (const { signal, quality } of heads) signals[signal] = { ...signals[signal], ...quality }
  const digests = heads.map(({ signal, digest }) => `${signal} ${digest}`).sort()
  const version = createHash('sha256').update(digests.join('\n')).digest('hex').slice(0, 12)
  return { ...reader, version: `${reader.version}+local.${version}`, signals }
}

/** The reader of one organization: another reader, corrected by the organization's own heads, which were learnt on it. */
export function localReader(reader: PostReader, heads: readonly (StatedLocalHead & { head: LocalHead })[]): PostReader {
  if (heads.length === 0) return reader
  const quality = qualityWithLocalHeads(reader.quality, heads)
  const corrections = heads.map(({ signal, head }) => ({ signal, correct: correctionOf(head) }))
  return {
    version: quality.version,
    quality,
    async read(posts) {
      const readings = await reader.read(posts)
      return readings.map((reading, place) => {
        if (reading.signals === null) return reading
        const signals = { ...reading.signals }
        for (const { signal, correct } of corrections) {
          signals[signal] = probabilityOf(correct(posts[place]!.text, logOddsOf(signals[signal])))
        }
        return { ...reading, signals }
      })
    },
  }
}

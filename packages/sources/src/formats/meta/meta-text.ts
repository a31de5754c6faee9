import { isUtf8 } from 'node:buffer'
import type { LosslessJson } from '../../lossless-json.ts'

/**
 * A text of a Meta download as its author wrote it. Meta writes each byte of UTF-8 as a character of its own: `Ã¼` is
 * `ü`. Only where every character can be such a byte and together they are UTF-8; any other text was right already.
 */
export function metaText(written: string): string {
  let isAscii = true
  for (let at = 0; at < written.length; at++) {
    const code = written.charCodeAt(at)
    if (code > 0xff) return written
    if (code > 0x7f) isAscii = false
  }
  if (isAscii) return written
  const bytes = Buffer.from(written, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : written
}

/** A value of a Meta download with every text and key in it mended. */
export function metaValue(value: LosslessJson): LosslessJson {
  if (typeof value === 'string') return metaText(value)
  if (Array.isArray(value)) return value.map(metaValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [metaText(key), metaValue(inner)]))
}

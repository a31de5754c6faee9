import { createHash } from 'node:crypto'

/**
 * An id for a post whose platform exports none, made of what tells it from others: its author, time and text, say.
 * The same post in the next export gets the same id. The parts' order matters; `null` and `''` differ.
 */
export function derivedId(...parts: readonly (string | number | null)[]): string {
  return `derived:${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`
}

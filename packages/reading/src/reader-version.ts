import { createHash } from 'node:crypto'
import type { Signal } from '@weft/model/signal'
import type { SignalRule } from './cue.ts'

/** Raised by hand when the way of reading changes: tokens, n-grams, surface, scoring, language. */
const WAY_OF_READING = 'ngrams-1'

/**
 * The name of a reader: how it reads, and twelve hex digits of everything else that can change a probability, which are
 * the weights (by their SHA-256) and the cues. A changed weight or phrase is a new version without anyone saying so.
 */
export function versionOfReader(weightsSha256: string, rules: Record<Signal, SignalRule>): string {
  const digest = createHash('sha256')
    .update(`${weightsSha256}\n${JSON.stringify(rules)}`)
    .digest('hex')
  return `${WAY_OF_READING}.${digest.slice(0, 12)}`
}

/** What weights were trained with: they fit no other cues. */
export function hashOfCues(rules: Record<Signal, SignalRule>): string {
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex')
}

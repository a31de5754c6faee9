import { createHash } from 'node:crypto'
import type { Signal } from '@weft/model/signal'
import type { SignalRule } from './cue.ts'

/**
 * The name of a reader by rules: `rules-1.` and twelve hex digits of everything that can change a probability.
 *
 * Computed from the cue tables themselves, so a changed weight or phrase is a new version without anyone remembering to
 * say so. The 1 is raised by hand when the way of matching changes (tokens, longest phrase, logistic).
 */
export function versionOfRules(rules: Record<Signal, SignalRule>): string {
  return `rules-1.${createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 12)}`
}

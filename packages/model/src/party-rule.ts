import type { Basis, Party } from './party.ts'
import type { Platform } from './platform.ts'

/**
 * By what a rule knows an account: `handles`, a list of them; `domain`, the web address that it names as its own, or
 * the domain in its Fediverse or Bluesky handle; `bio_words`, words in what it says of itself.
 */
export const PARTY_RULE_KINDS = ['handles', 'domain', 'bio_words'] as const

export type PartyRuleKind = (typeof PARTY_RULE_KINDS)[number]

/** Labels every account that it fits, also those that are seen later, until it is retired. */
export interface PartyRule {
  kind: PartyRuleKind
  /** Only accounts of this platform; `null` for all. */
  platform: Platform | null
  /** Handles, domains, or words and phrases: one of them is enough. */
  terms: readonly string[]
  party: Exclude<Party, 'unclassified'>
  /** First and last day for which its labels hold, `YYYY-MM-DD`; `null` is open. */
  validFrom: string | null
  validTo: string | null
}

/** On what ground a rule's labels stand: what an account says of itself is its own word; the rest is our guess. */
export function basisOfRule(kind: PartyRuleKind): Basis {
  return kind === 'bio_words' ? 'self_described' : 'rule'
}

const DOMAIN =
  /^(?=.{1,253}$)[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?)+$/u

/**
 * A term in the form in which it is compared: handles without `@`, domains without scheme, `www.` and path, all in
 * lower case; words with single blanks. `null` where nothing of it remains, or where it is no domain.
 */
export function ruleTerm(kind: PartyRuleKind, written: string): string | null {
  const text = written.trim().toLowerCase().normalize('NFC')
  if (kind === 'handles') return text.replace(/^@/, '') || null
  if (kind === 'bio_words') return text.replaceAll(/\s+/g, ' ') || null
  const host = text.replace(/^[a-z][a-z0-9+.-]*:\/\//, '').replace(/[/?#:].*$/, '')
  const domain = host.replace(/^www\./, '')
  return DOMAIN.test(domain) ? domain : null
}

/**
 * What an account is to the organization ("stakeholder group" on page and PDF).
 * `unclassified` is the absence of a label, not a label.
 */
export const PARTIES = ['owned', 'employee', 'customer', 'partner', 'third_party', 'media', 'unclassified'] as const

export type Party = (typeof PARTIES)[number]

/** Why somebody may say what an account is. */
export const BASES = ['owned', 'staff_list', 'self_described', 'consented', 'manual', 'rule'] as const

export type Basis = (typeof BASES)[number]

/** True for the organization's own side: its official accounts and its employees. All others are outside. */
export function isInside(party: Party): boolean {
  return party === 'owned' || party === 'employee'
}

/** True for a label other than `unclassified`; only these count in cross-party figures. */
export function isClassified(party: Party): boolean {
  return party !== 'unclassified'
}

/**
 * Bases under which an X account may be called a customer: X's terms ask for express consent before a handle is
 * matched to customer records.
 */
export const X_CUSTOMER_BASES: readonly Basis[] = ['consented', 'self_described']

/** Party labels as small numbers, so that a measure never compares texts. */
export interface Parties {
  /** The parties that occur, sorted; a party's code is its place here. */
  names: readonly string[]
  /** Per account the party's code, or {@link NO_PARTY}. */
  code: Int32Array
  /** Accounts with a party. */
  classified: number
}

/** Code of an account that no label classifies. */
export const NO_PARTY = -1

/**
 * Codes labels, one per account: the product's parties, or any texts of an accounts file. `null`, the empty text and
 * `unclassified` are the absence of a label. Codes follow the sorted names, not the order of accounts.
 */
export function partiesFromLabels(labels: readonly (string | null)[]): Parties {
  const names = [...new Set(labels.filter(isLabel))].toSorted()
  const codes = new Map(names.map((name, code) => [name, code]))
  const code = Int32Array.from(labels, (label) => (isLabel(label) ? codes.get(label)! : NO_PARTY))
  return { names, code, classified: code.filter((party) => party !== NO_PARTY).length }
}

function isLabel(label: string | null): label is string {
  return label !== null && label !== '' && label !== 'unclassified'
}

/** The parties of the accounts that remain after {@link withoutAccounts}. */
export function partiesOfKept(parties: Parties, kept: Int32Array): Parties {
  return partiesFromLabels(Array.from(kept, (account) => parties.names[parties.code[account]!] ?? null))
}

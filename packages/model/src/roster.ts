import type { AccountRef } from './account.ts'
import type { Basis, Party } from './party.ts'

/** One row of a roster: what an account is to the organization, on which basis, from when to when. */
export interface RosterRecord {
  type: 'roster'
  account: AccountRef
  party: Party
  basis: Basis
  person: string | null
  department: string | null
  /** True where the person agreed to be named in reports. */
  consent: boolean
  /** First and last day of validity, `YYYY-MM-DD`; `null` is open. */
  validFrom: string | null
  validTo: string | null
}

import type { AccountRef } from './account.ts'

/** What an export says about one account: its name and what it says of itself. */
export interface AccountRecord {
  type: 'account'
  account: AccountRef
  displayName: string | null
  description: string | null
  /** The address that it gives as its own, where the export has one. */
  website?: string
  /** True for the account whose export this is: the archive's owner. */
  exporter: boolean
}

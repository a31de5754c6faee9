import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/**
 * Whether an X account needs its holder's consent before it is called a customer, as X's terms ask. An organization
 * may waive it on its own responsibility.
 */
export type CustomerConsent = 'required' | 'waived'

/** What holds in the organization at hand. */
export async function customerConsent(tx: Tx): Promise<CustomerConsent> {
  const row = await tx.selectFrom('organization').select('customer_consent').executeTakeFirstOrThrow()
  return row.customer_consent
}

/** Sets it for what is read and set from now on; labels that are there stay. */
export async function setCustomerConsent(tx: Tx, consent: CustomerConsent): Promise<void> {
  await sql`update organization set customer_consent = ${consent}`.execute(tx)
}

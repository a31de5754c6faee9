import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * Waits until nobody else labels posts of the organization or draws a check, and keeps others from it for the length of
 * the transaction: else what two people say of one post at once could end as a mixture that neither said.
 */
export async function takeLabels(tx: Transaction<Tables>, organizationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('weft.labels:' || ${organizationId}, 0))`.execute(tx)
}

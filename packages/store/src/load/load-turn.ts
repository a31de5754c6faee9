import type { ClientBase } from 'pg'

/**
 * Takes an upload to load or to undo, for the length of the caller's transaction: true where that is still to be done.
 * Waits for whoever is at it now, a server process whose client has died among them, so that nothing is done twice.
 */
export async function takeTurn(
  client: ClientBase,
  uploadId: string,
  state: 'loading' | 'undoing' = 'loading',
): Promise<boolean> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('weft.upload:' || $1, 0))`, [uploadId])
  const { rows } = await client.query<{ state: string }>('select state from upload where id = $1', [uploadId])
  return rows[0]?.state === state
}

/**
 * Waits until nobody else changes the organization's records, and keeps others from it for the length of the caller's
 * transaction: two loads that both find an account missing would both insert it, and an undo takes out everything.
 */
export async function takeRecords(client: ClientBase, organizationId: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [organizationId])
}

/** True where somebody wants it cancelled. Asked last, it sees every wish that came before the upload counts as loaded. */
export async function isCancelling(client: ClientBase, uploadId: string): Promise<boolean> {
  const { rows } = await client.query<{ cancelling: boolean }>('select cancelling from upload where id = $1', [
    uploadId,
  ])
  return rows[0]?.cancelling === true
}

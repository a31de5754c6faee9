import type { ClientBase } from 'pg'

/**
 * Takes an upload to load, for the length of the caller's transaction: true where it is still to be loaded. Waits for
 * whoever is loading it now, a server process whose client has died among them, so that nothing is loaded twice.
 */
export async function takeTurn(client: ClientBase, uploadId: string): Promise<boolean> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('weft.upload:' || $1, 0))`, [uploadId])
  const { rows } = await client.query<{ state: string }>('select state from upload where id = $1', [uploadId])
  return rows[0]?.state === 'loading'
}

/** True where somebody wants it cancelled. Asked last, it sees every wish that came before the upload counts as loaded. */
export async function isCancelling(client: ClientBase, uploadId: string): Promise<boolean> {
  const { rows } = await client.query<{ cancelling: boolean }>('select cancelling from upload where id = $1', [
    uploadId,
  ])
  return rows[0]?.cancelling === true
}

import type { ClientBase } from 'pg'

/** What an organization's pseudonyms are made with. It never leaves the server: who has it can name everybody. */
export async function pseudonymSecret(client: ClientBase): Promise<Buffer> {
  const { rows } = await client.query<{ secret: Buffer }>('select pseudonym_secret as secret from organization')
  if (rows[0] === undefined) throw new Error('there is no organization whose pseudonyms these would be')
  return rows[0].secret
}

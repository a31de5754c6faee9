import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { type Database, type OrganizationClient, withOrganizationClient } from '@weft/store/database'

type Chunk = string | Uint8Array

/** Somebody who reads nothing for so long is gone, and holds a connection and a snapshot for nothing. */
const STALL_MILLISECONDS_MAX = 60_000

/**
 * What `prepare` reads out of one snapshot of an organization's rows, as a stream. What `prepare` throws is thrown; the
 * transaction lasts until the stream was read to its end, or is given up.
 */
export async function sentWithin(
  database: Database,
  organizationId: string,
  prepare: (client: OrganizationClient) => Promise<AsyncIterable<Chunk>>,
  stallMilliseconds: number = STALL_MILLISECONDS_MAX,
): Promise<Readable> {
  return await new Promise((resolve, reject) => {
    const send = async (client: OrganizationClient): Promise<void> => {
      const chunks = await prepare(client)
      const stream: Readable = Readable.from(
        untilStalled(chunks, stallMilliseconds, () => stream.destroy(new Stalled(stallMilliseconds))),
      )
      resolve(stream)
      await finished(stream)
    }
    // Once the stream is handed over, it is what says that something went wrong.
    withOrganizationClient(database, organizationId, send, { oneSnapshot: true }).catch(reject)
  })
}

class Stalled extends Error {
  override name = 'Stalled'
  constructor(milliseconds: number) {
    super(`nobody has read on for ${milliseconds / 1000} s`)
  }
}

async function* untilStalled(
  chunks: AsyncIterable<Chunk>,
  milliseconds: number,
  give: () => void,
): AsyncGenerator<Chunk> {
  for await (const chunk of chunks) {
    const timer = setTimeout(give, milliseconds)
    try {
      yield chunk
    } finally {
      clearTimeout(timer)
    }
  }
}

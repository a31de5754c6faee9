import { open, stat } from 'node:fs/promises'
import { type MadeNetwork, madeNetwork } from './made-network.ts'

/** A made network on disk: three columns one after another, int32 from, int32 to, float32 weight, little-endian. */
export interface NetworkFile {
  path: string
  accounts: number
}

/** Makes a network of so many ties and writes it. */
export async function writeNetworkFile(path: string, ties: number): Promise<NetworkFile> {
  const { accounts, from, to, weight } = madeNetwork(ties, 'network')
  const file = await open(path, 'w')
  try {
    for (const column of [from, to, weight]) await file.writeFile(new Uint8Array(column.buffer))
  } finally {
    await file.close()
  }
  return { path, accounts }
}

export async function readNetworkFile({ path, accounts }: NetworkFile): Promise<MadeNetwork> {
  const ties = (await stat(path)).size / 12
  const columns = { from: new Int32Array(ties), to: new Int32Array(ties), weight: new Float32Array(ties) }
  const file = await open(path)
  try {
    for (const column of Object.values(columns)) await fill(column)
  } finally {
    await file.close()
  }
  return { accounts, ...columns }

  async function fill(column: Int32Array | Float32Array): Promise<void> {
    const bytes = new Uint8Array(column.buffer)
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(bytes.length - at, 2 ** 26), null)
      if (bytesRead === 0) throw new Error(`${path} is cut off`)
      at += bytesRead
    }
  }
}

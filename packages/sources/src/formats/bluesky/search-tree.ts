import { createHash } from 'node:crypto'
import { decode } from '@ipld/dag-cbor'
import { BrokenFile } from '../../refusal.ts'

/** A block's content address as bytes, one a character: what blocks name each other by. */
export type BlockName = string

/** A block's content address: a hash of what is in it, and which hash. */
interface Link {
  bytes: Uint8Array
  multihash: { code: number; digest: Uint8Array }
}

export function blockName({ bytes }: Pick<Link, 'bytes'>): BlockName {
  return Buffer.from(bytes).toString('latin1')
}

/** SHA-256 among multihashes; repositories have no other. */
const SHA_256 = 0x12

/** False where a block is not what its name says: something in it was changed or damaged. */
export function isNamedRightly({ multihash }: Link, bytes: Uint8Array): boolean {
  return multihash.code === SHA_256 && createHash('sha256').update(bytes).digest().equals(multihash.digest)
}

/** The name of the block that a value links to; `null` where it is no link. */
export function linkedBlock(value: unknown): BlockName | null {
  return typeof value === 'object' && value !== null && 'asCID' in value && 'bytes' in value
    ? blockName(value as Pick<Link, 'bytes'>)
    : null
}

/** What is in a block: a map, or `null` for anything else and for what is no DAG-CBOR. */
export function blockValue(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value = decode<unknown>(bytes)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** A node is a map of `e` and `l`, in that order; no record has such names. */
export function isTreeNode(bytes: Uint8Array): boolean {
  return bytes[0] === 0xa2 && bytes[1] === 0x61 && bytes[2] === 0x65
}

/** A record of a repository: its key (`collection/rkey`) and the block that holds it. */
export interface TreeRecord {
  key: string
  block: BlockName
}

/**
 * The records of a repository by key, in order: its Merkle search tree, walked with a list, not by recursion. A block is
 * named by what is in it, so that no tree goes round. Calls `missing` for each node that is not there. Throws
 * {@link BrokenFile} for a node that is none.
 */
export function* recordsOfTree(
  root: BlockName,
  nodes: ReadonlyMap<BlockName, Uint8Array>,
  { file, missing }: { file: string; missing: () => void },
): Generator<TreeRecord> {
  const waiting: (BlockName | TreeRecord)[] = [root]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'string') {
      yield next
      continue
    }
    const bytes = nodes.get(next)
    if (bytes === undefined) {
      missing()
      continue
    }
    const inOrder = entriesOfNode(bytes)
    if (inOrder === null) throw new BrokenFile(file, 'its tree', 'nodes with the keys of records')
    waiting.push(...inOrder.toReversed())
  }
}

/** Of each entry: how much of its key is that of the one before, the rest of it, its record, and the node after it. */
function entriesOfNode(bytes: Uint8Array): (BlockName | TreeRecord)[] | null {
  const node = blockValue(bytes)
  const first = linkedBlock(node?.['l'])
  const inOrder: (BlockName | TreeRecord)[] = first === null ? [] : [first]
  const entries: unknown = node?.['e']
  if (!Array.isArray(entries)) return null
  let key = ''
  for (const entry of entries as unknown[]) {
    if (typeof entry !== 'object' || entry === null) return null
    const { p: shared, k: rest, v: record, t: after } = entry as Record<string, unknown>
    const block = linkedBlock(record)
    if (typeof shared !== 'number' || !(rest instanceof Uint8Array) || block === null) return null
    key = key.slice(0, shared) + Buffer.from(rest).toString('latin1')
    inOrder.push({ key, block })
    const below = linkedBlock(after)
    if (below !== null) inOrder.push(below)
  }
  return inOrder
}

import { CarBlockIterator } from '@ipld/car/iterator'
import type { AccountRecord } from '@weft/model/account-record'
import type { CoveredAct } from '@weft/model/coverage'
import { CoverageOfAccounts } from '../../coverage-of-accounts.ts'
import type { ExportFile } from '../../export.ts'
import type { ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import type { JsonObject } from '../../json-fields.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { BrokenFile, EmptyExport, ExportRefused } from '../../refusal.ts'
import { blueskyAccount, isDid } from './at-uri.ts'
import { withinFrames } from './car-frames.ts'
import { madeOfRecord, profileOf } from './record.ts'
import {
  type BlockName,
  blockName,
  blockValue,
  isNamedRightly,
  isTreeNode,
  linkedBlock,
  recordsOfTree,
} from './search-tree.ts'

/** Servers take no record above 1 MB. */
const BLOCK_BYTES_MAX = 4 * 1024 * 1024

/** The keys of more would not fit into memory; the busiest accounts have some millions. */
const RECORDS_MAX = 5_000_000

const ACTS: readonly CoveredAct[] = ['post', 'reply', 'mention', 'repost', 'quote', 'like', 'follow']

/** Records lie in any order beside the tree that names them: the file is read once for the tree, once for the records. */
export async function* readRepository(exportName: string, file: ExportFile): AsyncGenerator<SourceRow, ReadSummary> {
  const { did, keys, isWhole } = await readTree(file)
  const account = blueskyAccount(did)
  let owner: AccountRecord = { ...profileOf({}, account), exporter: true }
  const covered = new CoverageOfAccounts()
  let row = 0
  const rowOf = (make: () => Made): SourceRow => {
    row++
    const place: RowPlace = { file: file.path, unit: 'item', row }
    return madeRow(place, make)
  }
  for await (const { name, bytes } of blocksOf(file)) {
    const record = keys.get(name)
    if (record === undefined) continue
    keys.delete(name)
    for (const key of record) {
      const made = rowOf(() => madeOfRecord(`at://${did}/${key}`, account, blockValue(bytes) as JsonObject | null))
      if (made.outcome === 'record') {
        const { record: first } = made
        if (first.type === 'account') owner = { ...first, exporter: true }
        covered.see(account, 'outbound', ACTS, 'time' in first ? first.time : null, true)
      }
      yield made
    }
  }
  const isSlice = !isWhole || keys.size > 0
  for (const lost of keys.values()) for (const _ of lost) yield rowOf(() => LOST)
  if (row === 0) throw new EmptyExport(exportName, 'items')
  return {
    owner,
    coverage: isSlice ? [] : covered.coverage(),
    notes: isSlice ? ['a slice of a repository: other records may be missing'] : [],
  }
}

const LOST = { ignored: 'a record that this slice of the repository does not hold' }

/** Whose repository it is, and the keys of its records by the block that holds each: the same words twice are one block. */
async function readTree(file: ExportFile): Promise<{ did: string; keys: Map<BlockName, string[]>; isWhole: boolean }> {
  const nodes = new Map<BlockName, Uint8Array>()
  let commit: Record<string, unknown> | null = null
  for await (const { cid, name, bytes, isRoot } of blocksOf(file)) {
    if (!isNamedRightly(cid, bytes)) throw new BrokenFile(file.path, 'one of its blocks', 'what the block’s name says')
    if (isRoot) commit = blockValue(bytes)
    // A copy: the bytes lie in a piece of the file that would stay with them.
    else if (isTreeNode(bytes)) nodes.set(name, Uint8Array.from(bytes))
  }
  const did = commit?.['did']
  const root = linkedBlock(commit?.['data'])
  if (typeof did !== 'string' || !isDid(did) || root === null)
    throw new BrokenFile(file.path, 'its root', 'a signed commit of a repository')
  const keys = new Map<BlockName, string[]>()
  let isWhole = true
  let records = 0
  const missing = () => {
    isWhole = false
  }
  for (const { key, block } of recordsOfTree(root, nodes, { file: file.path, missing })) {
    records++
    if (records > RECORDS_MAX) throw new BrokenFile(file.path, 'its tree', `at most ${RECORDS_MAX} records`)
    const known = keys.get(block)
    if (known === undefined) keys.set(block, [key])
    else known.push(key)
  }
  return { did, keys, isWhole }
}

type Block = CarBlockIterator extends AsyncIterable<infer Each> ? Each : never

/** The blocks of a file as they lie. Throws {@link BrokenFile}. */
async function* blocksOf(file: ExportFile): AsyncGenerator<Block & { name: BlockName; isRoot: boolean }> {
  try {
    const blocks = await CarBlockIterator.fromIterable(withinFrames(file.open(), BLOCK_BYTES_MAX))
    const [root] = await blocks.getRoots()
    const rootName = root === undefined ? null : blockName(root)
    for await (const { cid, bytes } of blocks) {
      const name = blockName(cid)
      yield { cid, name, bytes, isRoot: name === rootName }
    }
  } catch (error) {
    if (error instanceof ExportRefused) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new BrokenFile(file.path, 'its blocks', `a whole CAR file (${reason})`)
  }
}

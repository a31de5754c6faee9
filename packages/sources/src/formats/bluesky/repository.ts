import { CarBufferReader } from '@ipld/car/buffer-reader'
import { decode } from '@ipld/dag-cbor'
import type { Coverage, CoveredAct } from '@weft/model/coverage'
import { inBatches } from '../../batches.ts'
import { type Export, type ExportFile, firstBytes } from '../../export.ts'
import type { Format, ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import type { JsonObject } from '../../json-fields.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { BrokenFile, EmptyExport, UnknownFormat } from '../../refusal.ts'
import { blueskyAccount } from './at-uri.ts'
import { madeOfRecord } from './record.ts'

const NAME = 'Bluesky repository (CAR)'

/** Blocks refer to each other in any order, so that a repository is held while it is read. The largest are some 100 MB. */
const REPOSITORY_BYTES_MAX = 512 * 1024 * 1024

/** No account has more; a tree that goes on longer goes round. */
const RECORDS_MAX = 50_000_000

/** An account's whole repository, as com.atproto.sync.getRepo gives it. */
export const blueskyRepository: Format = {
  id: 'bluesky_repository',
  name: NAME,
  extent: 'file',
  howToGet:
    'In the Bluesky app: Settings > Account > Export my data > Download CAR file. Or call com.atproto.sync.getRepo.',
  tells:
    'What the account posted, answered, quoted, reposted and liked, with text and dates; whom it follows and since when.',
  cannotTell: 'What others did: who follows, likes or answers the account. Its handle.',
  async match(exported) {
    const missing = ['a CAR file (version 1)']
    const file = onlyFile(exported)
    if (file === null) return { found: [], missing }
    const head = await firstBytes(file, 64)
    return isCar(head) ? { found: missing, missing: [] } : { found: [], missing }
  },
  read: (exported) => inBatches(readRepository(exported)),
}

function onlyFile(exported: Export): ExportFile | null {
  return exported.files.length === 1 ? (exported.files[0] ?? null) : null
}

/** A CAR begins with the length of its header, a map of roots and version. */
function isCar(head: Buffer): boolean {
  return head.subarray(1, 9).equals(Buffer.from('\xa2eroots\x81', 'latin1'))
}

type Cid = ReturnType<CarBufferReader['getRoots']>[number]

async function* readRepository(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const blocks = await blocksOf(file)
  const commit = blockOf(blocks.root, blocks.reader)
  const did = commit?.['did']
  if (commit === null || typeof did !== 'string')
    throw new BrokenFile(file.path, 'its root', 'a signed commit of a repository')
  const author = blueskyAccount(did)
  const times: number[] = []
  const acts = new Set<CoveredAct>(['post', 'reply', 'mention', 'repost', 'quote', 'like', 'follow'])
  let row = 0
  for (const { key, cid } of recordsIn(commit['data'], blocks.reader, file)) {
    row++
    const place: RowPlace = { file: file.path, unit: 'item', row }
    yield madeRow(place, (): Made => {
      const record = blockOf(cid, blocks.reader)
      if (record === null) {
        acts.clear()
        return { ignored: 'a record that this slice of the repository does not hold' }
      }
      const made = madeOfRecord(`at://${did}/${key}`, author, record)
      const first = Array.isArray(made) ? made[0] : made
      if ('type' in first && (first.type === 'post' || first.type === 'interaction') && first.time !== null) {
        times.push(first.time)
      }
      return made
    })
  }
  if (row === 0) throw new EmptyExport(exported.name, 'items')
  return {
    owner: { type: 'account', account: author, displayName: null, description: null, exporter: true },
    coverage: acts.size === 0 ? [] : coverageOf(author, [...acts], times),
    notes: acts.size === 0 ? ['a slice of a repository: other records may be missing'] : [],
  }
}

function coverageOf(account: Coverage['account'], acts: CoveredAct[], times: readonly number[]): Coverage[] {
  let from: number | null = null
  let to: number | null = null
  for (const time of times) {
    from = from === null ? time : Math.min(from, time)
    to = to === null ? time : Math.max(to, time)
  }
  return [{ platform: 'bluesky', account, direction: 'outbound', acts, text: true, from, to }]
}

async function blocksOf(file: ExportFile): Promise<{ reader: CarBufferReader; root: Cid }> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of file.open()) {
    bytes += chunk.length
    if (bytes > REPOSITORY_BYTES_MAX) {
      throw new BrokenFile(file.path, 'its size', `a repository of at most ${REPOSITORY_BYTES_MAX} bytes`)
    }
    chunks.push(chunk)
  }
  try {
    const reader = CarBufferReader.fromBytes(Buffer.concat(chunks))
    const [root] = reader.getRoots()
    if (root === undefined) throw new Error('it has no root')
    return { reader, root }
  } catch (error) {
    throw new BrokenFile(
      file.path,
      'its blocks',
      `a whole CAR file (${error instanceof Error ? error.message : String(error)})`,
    )
  }
}

/** The value of a block; `null` where the file does not hold it or it is none. */
function blockOf(cid: Cid, reader: CarBufferReader): JsonObject | null {
  const block = reader.get(cid)
  if (block === undefined) return null
  try {
    const value = decode<unknown>(block.bytes)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null
  } catch {
    return null
  }
}

/** One entry of a node: the end of its key, how much it shares with the key before, its record, and what lies after it. */
interface TreeEntry {
  p: number
  k: Uint8Array
  v: Cid
  t: Cid | null
}

/** The records of a repository by key, in order: its Merkle search tree, walked with a list, not by recursion. */
function* recordsIn(root: unknown, reader: CarBufferReader, file: ExportFile): Generator<{ key: string; cid: Cid }> {
  const waiting: (Cid | { key: string; cid: Cid })[] = isCid(root) ? [root] : []
  const seen = new Set<string>()
  let records = 0
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ('key' in next) {
      records++
      if (records > RECORDS_MAX) throw new BrokenFile(file.path, 'its tree', `at most ${RECORDS_MAX} records`)
      yield next
      continue
    }
    const name = next.toString()
    if (seen.has(name)) throw new BrokenFile(file.path, 'its tree', 'a tree that does not go round')
    seen.add(name)
    const node = blockOf(next, reader) as { l?: unknown; e?: unknown } | null
    const entries = Array.isArray(node?.e) ? (node.e as TreeEntry[]) : []
    const inOrder: typeof waiting = isCid(node?.l) ? [node.l] : []
    let key = ''
    for (const { p, k, v, t } of entries) {
      key = key.slice(0, p) + Buffer.from(k).toString('latin1')
      if (isCid(v)) inOrder.push({ key, cid: v })
      if (isCid(t)) inOrder.push(t)
    }
    waiting.push(...inOrder.toReversed())
  }
}

function isCid(value: unknown): value is Cid {
  return typeof value === 'object' && value !== null && 'asCID' in value
}

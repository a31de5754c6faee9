import type { Export } from '@weft/sources/export'
import type { ReadOptions, ReadSummary, SourceRow } from '@weft/sources/format'
import { EmptyExport } from '@weft/sources/refusal'
import { rememberedMapping } from '@weft/store/column-mappings'
import { customerConsent } from '@weft/store/customer-consent'
import { type Database, withOrganization } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import { digestOfFile } from '@weft/store/files/digest'
import type { LoadingFile } from '@weft/store/load/load-upload'
import { ownedAccounts } from '@weft/store/owned-accounts'
import { readingOptions } from '@weft/store/reading-options'
import type { ReadWith, Upload } from '@weft/store/upload'
import { AssumedAccounts } from './assumed-accounts.ts'
import { type DetectedExport, type DetectedExports, detectExports } from './detect-exports.ts'
import type { LoadProgress } from './load-progress.ts'
import { StoredFileDamaged } from './loading-end.ts'
import { namedFormat } from './named-format.ts'
import { steadyHeap } from './steady-heap.ts'

export interface LoadService {
  database: Database
  files: FileStore
}

/** The exports in a stored upload, to be loaded. */
export interface UploadExports extends AsyncDisposable {
  /** Each can be read once: a further try asks again. */
  loadingFiles(progress: LoadProgress): LoadingFile[]
  /** What reading took from the organization; whole once everything is read. */
  readWith: ReadWith
}

/**
 * Opens a stored upload: a copy of this machine, checked against its digest, with what is in it.
 *
 * Given what an earlier reading took from the organization, nothing is taken from it anew. Throws `FileNotKept`,
 * {@link StoredFileDamaged}, and what `detectExports` throws.
 */
export async function openUploadExports(
  { database, files }: LoadService,
  organizationId: string,
  upload: Pick<Upload, 'name' | 'fileKey' | 'sha256' | 'options'>,
  earlier: ReadWith | null = null,
): Promise<UploadExports> {
  const local = await files.local(upload.fileKey)
  const heap = steadyHeap()
  const close = async () => {
    heap[Symbol.dispose]()
    await local[Symbol.asyncDispose]()
  }
  try {
    if ((await digestOfFile(local.path)).sha256 !== upload.sha256) throw new StoredFileDamaged(upload.name)
    const taken = earlier === null ? await takenNow(database, organizationId) : takenEarlier(earlier)
    const { readWith } = taken
    const detected = await detectExports(
      { path: local.path, name: upload.name },
      { as: namedFormat(upload.options), columns: upload.options.columns, remembered: taken.remembered },
    )
    const options: ReadOptions = { ...readingOptions(upload.options), customerConsent: readWith.customerConsent }
    const accounts = new AssumedAccounts(taken.onlyAccountOn)
    return {
      readWith,
      loadingFiles: (progress) =>
        loadingFiles(detected, progress, (one, exported) => accounts.read(one, exported, options)),
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

interface Taken {
  readWith: ReadWith
  remembered: Parameters<typeof detectExports>[1]['remembered']
  onlyAccountOn: ConstructorParameters<typeof AssumedAccounts>[0]
}

/** Takes from the organization what is asked for, and notes it. */
async function takenNow(database: Database, organizationId: string): Promise<Taken> {
  const consent = await withOrganization(database, organizationId, customerConsent)
  const readWith: ReadWith = { customerConsent: consent, mappings: {}, accounts: {} }
  return {
    readWith,
    remembered: async (key) => {
      const mapping = await withOrganization(database, organizationId, (tx) => rememberedMapping(tx, key))
      if (mapping !== undefined) readWith.mappings[key] = mapping
      return mapping
    },
    onlyAccountOn: async (platform) => {
      const owned = await withOrganization(database, organizationId, (tx) => ownedAccounts(tx, platform, { limit: 2 }))
      const [only] = owned
      if (owned.length !== 1 || only === undefined) return null
      readWith.accounts[platform] = only
      return only
    },
  }
}

function takenEarlier(readWith: ReadWith): Taken {
  return {
    readWith,
    remembered: async (key) => readWith.mappings[key],
    onlyAccountOn: async (platform) => readWith.accounts[platform] ?? null,
  }
}

/** The first file's receipt also says which files beside it were left aside. One without rows keeps the others from nothing. */
function loadingFiles(
  { exports, leftAside }: DetectedExports,
  progress: LoadProgress,
  read: (one: DetectedExport, exported: Export) => AsyncGenerator<SourceRow[], ReadSummary>,
): LoadingFile[] {
  const asides = leftAside.map((refusal) => `left aside: ${refusal.message}`)
  return exports.map((one, index) => {
    const notes = index === 0 ? asides : []
    const isLast = index === exports.length - 1
    const followed = progress.follow(one.exported)
    const rows = () => (exports.length === 1 ? read(one, followed) : orNone(read(one, followed)))
    return { name: one.name, format: one.format.id, read: () => followedRows(rows(), progress, { notes, isLast }) }
  })
}

async function* orNone(rows: AsyncGenerator<SourceRow[], ReadSummary>): AsyncGenerator<SourceRow[], ReadSummary> {
  try {
    return yield* rows
  } catch (error) {
    if (!(error instanceof EmptyExport)) throw error
    return { owner: null, coverage: [], notes: [error.message] }
  }
}

async function* followedRows(
  rows: AsyncGenerator<SourceRow[], ReadSummary>,
  progress: LoadProgress,
  { notes, isLast }: { notes: readonly string[]; isLast: boolean },
): AsyncGenerator<SourceRow[], ReadSummary> {
  for (;;) {
    const next = await rows.next()
    if (next.done === true) {
      if (isLast) await progress.merging()
      return { ...next.value, notes: [...next.value.notes, ...notes] }
    }
    yield next.value
    await progress.rows(next.value.length)
  }
}

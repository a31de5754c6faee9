import type { Export } from '@weft/sources/export'
import type { ReadOptions, ReadSummary, SourceRow } from '@weft/sources/format'
import { EmptyExport } from '@weft/sources/refusal'
import { rememberedMapping } from '@weft/store/column-mappings'
import { customerConsent } from '@weft/store/customer-consent'
import { type Database, withOrganization, withOrganizationClient } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import { digestOfFile } from '@weft/store/files/digest'
import { isCancelling, takeTurn } from '@weft/store/load/load-turn'
import { type LoadingFile, loadUpload, REJECTED_SHARE_MAX } from '@weft/store/load/load-upload'
import { ownedAccounts } from '@weft/store/owned-accounts'
import { readingOptions } from '@weft/store/reading-options'
import type { Upload, UploadProgress } from '@weft/store/upload'
import { endLoading, noteProgress, startLoading } from '@weft/store/upload-states'
import { findUpload, receiptOfUpload } from '@weft/store/uploads'
import { AssumedAccounts, ReadAgain } from './assumed-accounts.ts'
import { type DetectedExport, type DetectedExports, detectExports } from './detect-exports.ts'
import { LoadProgress, type ProgressNotes } from './load-progress.ts'
import { endOf, heldForRejects, StoredFileDamaged, UploadCancelled } from './loading-end.ts'
import { namedFormat } from './named-format.ts'

export interface LoadService {
  database: Database
  files: FileStore
}

/**
 * Loads a stored upload: detects what it is, reads it, and brings its rows into the database, whole or not at all.
 *
 * An upload that cannot be used is marked as failed with the reason, and one that a person has to decide about is held;
 * those are results, not errors. Anything else that goes wrong (the database, the disk) is thrown, for the queue to try
 * again. Doing it twice changes nothing, nor does doing it twice at once. `onProgress` is told after every batch of rows.
 */
export async function loadStoredUpload(
  service: LoadService,
  organizationId: string,
  uploadId: string,
  { onProgress }: { onProgress?: (progress: UploadProgress) => void } = {},
): Promise<void> {
  const { database } = service
  const begun = await withOrganization(database, organizationId, async (tx) => {
    await startLoading(tx, uploadId)
    return { upload: await findUpload(tx, uploadId), consent: await customerConsent(tx) }
  })
  const { upload } = begun
  if (upload?.state !== 'loading') return
  try {
    if (upload.cancelling) throw new UploadCancelled()
    const outcome = await loadRows(service, organizationId, upload, {
      options: { ...readingOptions(upload.options), customerConsent: begun.consent },
      onProgress,
    })
    if (outcome !== 'held') return
    await withOrganization(database, organizationId, async (tx) => {
      const held = heldForRejects(await receiptOfUpload(tx, uploadId))
      await endLoading(tx, uploadId, { state: 'held', held })
    })
  } catch (error) {
    const end = endOf(error)
    if (end === null) throw error
    await withOrganization(database, organizationId, (tx) => endLoading(tx, uploadId, end))
  }
}

interface Loading {
  options: ReadOptions
  onProgress: ((progress: UploadProgress) => void) | undefined
}

async function loadRows(
  service: LoadService,
  organizationId: string,
  upload: Upload,
  { options, onProgress }: Loading,
): Promise<'loaded' | 'held' | 'not ours to load'> {
  const { database, files } = service
  await using file = await files.local(upload.fileKey)
  if ((await digestOfFile(file.path)).sha256 !== upload.sha256) throw new StoredFileDamaged(upload.name)
  const detected = await detectExports(
    { path: file.path, name: upload.name },
    {
      as: namedFormat(upload.options),
      columns: upload.options.columns,
      remembered: (key) => withOrganization(database, organizationId, (tx) => rememberedMapping(tx, key)),
    },
  )
  const rejectedShareMax = upload.options.acceptRejects === true ? null : REJECTED_SHARE_MAX
  const accounts = new AssumedAccounts(async (platform) => {
    const owned = await withOrganization(database, organizationId, (tx) => ownedAccounts(tx, platform, { limit: 2 }))
    return owned.length === 1 ? (owned[0] ?? null) : null
  })
  for (;;) {
    const progress = new LoadProgress(progressNotes(database, organizationId, upload.id, onProgress))
    const loading = loadingFiles(detected, progress, (one, exported) => accounts.read(one, exported, options))
    try {
      return await withOrganizationClient(database, organizationId, async (client) => {
        if (!(await takeTurn(client, upload.id))) return 'not ours to load'
        const outcome = await loadUpload(client, organizationId, upload.id, loading, { rejectedShareMax })
        if (await isCancelling(client, upload.id)) throw new UploadCancelled()
        return outcome
      })
    } catch (error) {
      if (!(error instanceof ReadAgain)) throw error
    }
  }
}

function progressNotes(
  database: Database,
  organizationId: string,
  uploadId: string,
  batch: Loading['onProgress'],
): ProgressNotes {
  return {
    batch,
    mark: async (at) => {
      // On a connection of its own: what the load's transaction writes is seen by nobody until it is over.
      const isUnwanted = await withOrganization(database, organizationId, (tx) => noteProgress(tx, uploadId, at))
      if (isUnwanted) throw new UploadCancelled()
    },
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

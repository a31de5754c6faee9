import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAccountRef } from '@weft/model/account'
import { readMapping } from '@weft/sources/mapping/column-mapping'
import { headerKey } from '@weft/sources/mapping/column-name'
import { rememberMapping } from '@weft/store/column-mappings'
import { withOrganization } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import { folderFiles } from '@weft/store/files/folder-files'
import { createOrganization } from '@weft/store/organizations'
import { declareOwned } from '@weft/store/parties'
import { openQueue } from '@weft/store/queue'
import { hasUnloadedUploads } from '@weft/store/scoring-inputs'
import { type TestDatabase, testDatabase } from '@weft/store/test-database'
import type { UploadProgress } from '@weft/store/upload'
import { cancelUpload, requeueUpload } from '@weft/store/upload-states'
import { findUpload, receiptOfUpload } from '@weft/store/uploads'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { detectExports } from './detect-exports.ts'
import { loadStoredUpload } from './load-stored-upload.ts'
import { storeUpload } from './store-upload.ts'
import { askForWaitingUploads, workOnUploads } from './work.ts'

let tested: TestDatabase
let folder: string
let files: FileStore
let organizationId: string

beforeAll(async () => {
  tested = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'weft-ingest-'))
  files = folderFiles(folder)
  organizationId = (await createOrganization(tested.database, { name: 'Invented Institute' })).id
})
afterAll(async () => {
  await tested[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const FOLLOWS = 'follower,followed,snapshot_date,platform\nana,us,2024-03-01,x\nben,us,2024-03-01,x\n'

async function stored(name: string, text: string): Promise<string> {
  return await storeUpload({ database: tested.database, files }, organizationId, name, [Buffer.from(text)])
}

async function seen(id: string) {
  return await withOrganization(tested.database, organizationId, async (tx) => ({
    upload: await findUpload(tx, id),
    receipt: await receiptOfUpload(tx, id),
  }))
}

test('a stored table is loaded, with a receipt under its own name', async () => {
  const id = await stored('followers.csv', FOLLOWS)
  await loadStoredUpload({ database: tested.database, files }, organizationId, id)
  const { upload, receipt } = await seen(id)
  expect(upload).toMatchObject({ name: 'followers.csv', state: 'loaded', problem: null, bytes: FOLLOWS.length })
  expect(receipt.files).toMatchObject([{ file: 'followers.csv', format: 'follows_csv', rows: 2, new: 2 }])
})

test('loading the same upload again changes nothing', async () => {
  const id = await stored('more.csv', FOLLOWS.replace('ana', 'cai'))
  const service = { database: tested.database, files }
  await loadStoredUpload(service, organizationId, id)
  const { receipt } = await seen(id)
  await loadStoredUpload(service, organizationId, id)
  expect((await seen(id)).receipt).toEqual(receipt)
  expect(receipt.totals).toMatchObject({ rows: 2, new: 1, known: 1 })
})

test('what cannot be used is marked as failed, in words that name the file, and leaves no row', async () => {
  const id = await stored('report.csv', '%PDF-1.7\n1 0 obj\n')
  await loadStoredUpload({ database: tested.database, files }, organizationId, id)
  const { upload, receipt } = await seen(id)
  expect(upload?.state).toBe('failed')
  expect(upload?.problem?.detail).toMatch(/report\.csv.*PDF/)
  expect(receipt.files).toEqual([])
})

test('another organization cannot have it loaded', async () => {
  const id = await stored('ours.csv', FOLLOWS)
  const other = await createOrganization(tested.database, { name: 'Another' })
  await loadStoredUpload({ database: tested.database, files }, other.id, id)
  expect((await seen(id)).upload?.state).toBe('queued')
})

test('taken off the queue, an upload is loaded and its organization is asked to be scored', async () => {
  const { database } = tested
  const queue = await openQueue(tested.url)
  const scored = new Promise<{ organizationId: string }>((resolve) => {
    queue.work('score_quarters', async (data) => resolve(data))
  })
  workOnUploads({ database, files, queue, logger: pino({ level: 'silent' }) })
  const { id: fresh } = await createOrganization(database, { name: 'Queued' })
  const uploadId = await storeUpload({ database, files }, fresh, 'q.csv', [Buffer.from(FOLLOWS)])
  expect(await withOrganization(database, fresh, hasUnloadedUploads)).toBe(true)
  await queue.send('load_upload', { organizationId: fresh, uploadId })
  expect(await scored).toEqual({ organizationId: fresh })
  expect(await withOrganization(database, fresh, hasUnloadedUploads)).toBe(false)
  await queue.close()
})

test('an upload that was noted and never asked for is loaded once a worker starts', async () => {
  const { database } = tested
  const { id: fresh } = await createOrganization(database, { name: 'Interrupted' })
  const uploadId = await storeUpload({ database, files }, fresh, 'lost.csv', [Buffer.from(FOLLOWS)])
  const queue = await openQueue(tested.url)
  const scored = new Promise<void>((resolve) => {
    queue.work('score_quarters', async (data) => {
      if (data.organizationId === fresh) resolve()
    })
  })
  await askForWaitingUploads({ database, queue })
  workOnUploads({ database, files, queue, logger: pino({ level: 'silent' }) })
  await scored
  await queue.close()
  expect((await withOrganization(database, fresh, (tx) => findUpload(tx, uploadId)))?.state).toBe('loaded')
})

/** Thirty interactions of which so many cannot be used. */
function interactions(name: string, wrong: number): string {
  const rows = Array.from({ length: 30 }, (_, index) => {
    const time = index < wrong ? 'soon' : '2024-03-01T10:00:00Z'
    return `${name}-${index},${time},reply,ana,us,x`
  })
  return ['id,time,kind,actor,target,platform', ...rows, ''].join('\n')
}

const load = (id: string) => loadStoredUpload({ database: tested.database, files }, organizationId, id)

const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
  withOrganization(tested.database, organizationId, work)

test('an upload of which too much cannot be used waits for a person, without a row of it loaded; scoring does not', async () => {
  const id = await stored('read-wrongly.csv', interactions('held', 3))
  await load(id)
  const { upload, receipt } = await seen(id)
  expect(upload).toMatchObject({ state: 'held', held: { reason: 'rejected_rows', rows: 30, rejected: 3 } })
  expect(upload?.held?.detail).toMatch(/^3 of 30 rows/)
  expect(receipt.totals).toMatchObject({ rows: 30, new: 27, rejected: 3 })
  expect(await within((tx) => tx.selectFrom('post').select('id').where('upload_id', '=', id).execute())).toEqual([])
  await within((tx) => requeueUpload(tx, id, 'resume', { acceptRejects: true }))
  await load(id)
  expect((await seen(id)).upload).toMatchObject({ state: 'loaded', held: null })
  expect((await seen(id)).receipt.totals).toMatchObject({ new: 27, rejected: 3 })
})

/** Whom a Mastodon account follows: the list does not say whose it is. */
const FOLLOWING = 'Account address,Show boosts,Notify on new posts,Languages\nana@example.social,true,false,\n'

test('an export that does not say whose it is waits until somebody says so, or we have one account there', async () => {
  const id = await stored('following.csv', FOLLOWING)
  await load(id)
  expect((await seen(id)).upload).toMatchObject({
    state: 'held',
    held: { reason: 'account_needed', platform: 'mastodon' },
  })
  await within((tx) => declareOwned(tx, organizationId, [readAccountRef('mastodon:weft@example.social')]))
  await within((tx) => requeueUpload(tx, id, 'resume', {}))
  await load(id)
  const { upload, receipt } = await seen(id)
  expect(upload?.state).toBe('loaded')
  expect(receipt.files[0]?.notes.join()).toContain('@weft@example.social, your only account on mastodon')
  // With a second account there it could be either's.
  await within((tx) => declareOwned(tx, organizationId, [readAccountRef('mastodon:shop@example.social')]))
  const again = await stored('following.csv', FOLLOWING)
  await load(again)
  expect((await seen(again)).upload?.held?.reason).toBe('account_needed')
  await within((tx) => requeueUpload(tx, again, 'resume', { account: 'mastodon:shop@example.social' }))
  await load(again)
  expect((await seen(again)).upload?.state).toBe('loaded')
})

test('what nobody knows waits for a person; a table that is named is read as what it is said to be', async () => {
  const id = await stored('strange.json', '[{"who": "ana", "whom": "ben"}]')
  await load(id)
  expect((await seen(id)).upload?.held?.reason).toBe('format_unknown')
  const named = await stored('named.csv', FOLLOWS)
  await within((tx) =>
    tx
      .updateTable('upload')
      .set({ options: JSON.stringify({ format: 'roster_csv' }) })
      .where('id', '=', named)
      .execute(),
  )
  await load(named)
  expect((await seen(named)).upload?.held?.detail).toMatch(/named\.csv.*roster/i)
})

const MAPPING = readMapping({
  version: 1,
  table: 'interactions',
  headings: ['Von', 'An', 'Wann'],
  columns: { actor: 'Von', target: 'An', time: 'Wann' },
  fixed: { kind: 'reply', platform: 'bluesky' },
})

test('a table with columns that nobody knows waits until they are explained; the next one with them does not', async () => {
  const first = await stored('antworten.csv', 'Von;An;Wann\nana;us;23.06.2026\nben;us;soon\n')
  await load(first)
  expect((await seen(first)).upload?.held).toEqual({
    reason: 'columns_unknown',
    detail: 'antworten.csv is a table that is not known here; say what its columns mean: Von, An, Wann',
  })
  await within((tx) => requeueUpload(tx, first, 'resume', { columns: MAPPING, acceptRejects: true }))
  await load(first)
  expect((await seen(first)).receipt.files).toMatchObject([{ format: 'mapped_table', rows: 2, new: 1, rejected: 1 }])

  const second = await stored('antworten-2.csv', 'Wann,Von,An\n2026-06-24,cai,us\n')
  await load(second)
  expect((await seen(second)).upload?.held?.reason).toBe('columns_unknown')
  await within((tx) =>
    rememberMapping(tx, organizationId, { headerKey: headerKey(MAPPING.headings), mapping: MAPPING, setBy: 'test' }),
  )
  await within((tx) => requeueUpload(tx, second, 'resume', {}))
  await load(second)
  expect((await seen(second)).receipt.files).toMatchObject([{ format: 'mapped_table', rows: 1, new: 1 }])

  const corrected = await stored(
    'rejects.csv',
    'Von,An,Wann,weft_row,weft_column,weft_problem,weft_fix\nben,us,2026-06-25,3,Wann,"is no time",write one\n',
  )
  await load(corrected)
  expect((await seen(corrected)).receipt.files).toMatchObject([{ format: 'mapped_table', rows: 1, new: 1 }])
})

test('of several files that nobody knows those are read that have the columns of the mapping', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weft-ingest-zip-'))
  try {
    await writeFile(join(folder, 'one.csv'), 'Von;An;Wann\ndan;us;2026-06-23\n')
    await writeFile(join(folder, 'two.csv'), 'Ware;Preis;Von\nTuch;12;dan\n')
    const remembered = async () => undefined
    const detected = await detectExports({ path: folder, name: 'folder' }, { as: null, columns: MAPPING, remembered })
    expect(detected.exports.map(({ name }) => name)).toEqual(['folder/one.csv'])
    expect(detected.leftAside.map(({ file }) => file)).toEqual(['folder/two.csv'])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a mapping for other columns than the table has is asked for again', async () => {
  const id = await stored('other.csv', 'Wer;Wen\nana;us\n')
  await within((tx) =>
    tx
      .updateTable('upload')
      .set({ options: JSON.stringify({ columns: MAPPING }) })
      .where('id', '=', id)
      .execute(),
  )
  await load(id)
  expect((await seen(id)).upload).toMatchObject({
    state: 'held',
    held: {
      reason: 'columns_unknown',
      detail: expect.stringMatching(/^other\.csv lacks what its column mapping names: .*column "wann"/),
    },
  })
})

test('progress goes from the first row through all bytes to the merge', async () => {
  const text = interactions('progress', 0)
  const id = await stored('progress.csv', text)
  const told: UploadProgress[] = []
  await loadStoredUpload({ database: tested.database, files }, organizationId, id, {
    onProgress: (at) => told.push(at),
  })
  expect(told[0]).toMatchObject({ stage: 'reading', bytesTotal: text.length })
  const end = { stage: 'merging', bytesRead: text.length, bytesTotal: text.length, rows: 30 }
  expect(told.at(-1)).toEqual(end)
  expect((await seen(id)).upload?.progress).toEqual(end)
})

test('an upload that is cancelled while it is read leaves no row, and is not failed', async () => {
  const id = await stored('unwanted.csv', interactions('unwanted', 0))
  const cancelled: Promise<unknown>[] = []
  await loadStoredUpload({ database: tested.database, files }, organizationId, id, {
    onProgress: () => {
      if (cancelled.length === 0) cancelled.push(within((tx) => cancelUpload(tx, id)))
    },
  })
  expect(await Promise.all(cancelled)).toEqual(['cancelling'])
  const { upload, receipt } = await seen(id)
  expect(upload).toMatchObject({ state: 'cancelled', problem: null, cancelling: false })
  expect(receipt.files).toEqual([])
  const post = within((tx) => tx.selectFrom('post').select('id').where('upload_id', '=', id).execute())
  expect(await post).toEqual([])
})

test('a stored file that was damaged is not loaded, nor is one that is gone', async () => {
  const id = await stored('damaged.csv', FOLLOWS)
  await files.put(`${organizationId}/uploads/${id}`, [Buffer.from(FOLLOWS.replace('ana', 'eve'))])
  await load(id)
  expect((await seen(id)).upload).toMatchObject({ state: 'failed', problem: { title: 'StoredFileDamaged' } })
  const gone = await stored('gone.csv', FOLLOWS)
  await files.remove(`${organizationId}/uploads/${gone}`)
  await load(gone)
  expect((await seen(gone)).upload).toMatchObject({ state: 'failed', problem: { title: 'FileNotKept' } })
})

test('loaded by two at once, an upload is loaded once', async () => {
  const id = await stored('twice.csv', interactions('twice', 0))
  await Promise.all([load(id), load(id), load(id)])
  expect((await seen(id)).receipt.totals).toMatchObject({ rows: 30, new: 30, known: 0 })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAccountRef } from '@weft/model/account'
import { readMapping } from '@weft/sources/mapping/column-mapping'
import { headerKey } from '@weft/sources/mapping/column-name'
import { forgetMapping, rememberMapping } from '@weft/store/column-mappings'
import { setCustomerConsent } from '@weft/store/customer-consent'
import { withOrganization, withOrganizationClient } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import { folderFiles } from '@weft/store/files/folder-files'
import { takeRecords } from '@weft/store/load/load-turn'
import { createOrganization } from '@weft/store/organizations'
import { declareOwned } from '@weft/store/parties'
import { openQueue } from '@weft/store/queue'
import { type TestDatabase, testDatabase } from '@weft/store/test-database'
import type { UploadOptions, UploadProgress } from '@weft/store/upload'
import { requeueUpload, startUndoing } from '@weft/store/upload-states'
import { findUpload, receiptOfUpload } from '@weft/store/uploads'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadStoredUpload } from './load-stored-upload.ts'
import { storeUpload } from './store-upload.ts'
import { undoUpload } from './undo-upload.ts'
import { askForWaitingUploads, workOnUploads } from './work.ts'

let tested: TestDatabase
let folder: string
let files: FileStore
let organizationId: string

beforeAll(async () => {
  tested = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'weft-undo-'))
  files = folderFiles(folder)
})
afterAll(async () => {
  await tested[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  organizationId = (await createOrganization(tested.database, { name: 'Invented Institute' })).id
})

const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
  withOrganization(tested.database, organizationId, work)

const service = () => ({ database: tested.database, files })

async function load(name: string, text: string, options: UploadOptions = {}): Promise<string> {
  const id = await storeUpload(service(), organizationId, name, [Buffer.from(text)], options)
  await loadStoredUpload(service(), organizationId, id)
  return id
}

async function undo(id: string, onProgress: (progress: UploadProgress) => void = () => undefined): Promise<void> {
  await within((tx) => startUndoing(tx, id))
  await undoUpload(service(), organizationId, id, { onProgress })
}

const found = async (id: string) => await within((tx) => findUpload(tx, id))
const totals = async (id: string) => (await within((tx) => receiptOfUpload(tx, id))).totals

const followers = async (): Promise<string[]> =>
  await withOrganizationClient(tested.database, organizationId, async (client) => {
    const { rows } = await client.query<{ handle: string }>(
      'select distinct handle from follow join account on account.id = follower_id order by 1',
    )
    return rows.map(({ handle }) => handle)
  })

const follows = (...names: string[]) =>
  ['follower,followed,snapshot_date,platform', ...names.map((name) => `${name},us,2024-03-01,x`), ''].join('\n')

test('what only that upload brought is gone; what another brought too is its own now', async () => {
  const first = await load('first.csv', follows('ana', 'ben'))
  const second = await load('second.csv', follows('ben', 'cai'))
  expect(await totals(second)).toMatchObject({ new: 1, known: 1 })
  const loadedAt = (await found(second))?.finishedAt
  const told: UploadProgress[] = []
  await undo(first, (progress) => told.push(progress))
  expect(await followers()).toEqual(['ben', 'cai'])
  expect(await found(first)).toMatchObject({ state: 'undone', undoProblem: null, progress: null })
  expect(await found(second)).toMatchObject({ state: 'loaded', finishedAt: loadedAt })
  expect(await totals(second)).toMatchObject({ new: 2, known: 0 })
  expect(await totals(first)).toMatchObject({ rows: 2, new: 2 })
  const bytesTotal = follows('ben', 'cai').length
  expect(told.at(-1)).toEqual({ stage: 'merging', bytesRead: bytesTotal, bytesTotal, rows: 2 })
})

test('undone and tried again, or uploaded again, an upload brings what it had brought', async () => {
  const first = await load('first.csv', follows('ana', 'ben'))
  await undo(first)
  expect(await followers()).toEqual([])
  await within((tx) => requeueUpload(tx, first, 'retry', {}))
  await loadStoredUpload(service(), organizationId, first)
  expect(await followers()).toEqual(['ana', 'ben'])
  await undo(first)
  const again = await load('first.csv', follows('ana', 'ben'))
  expect(await totals(again)).toMatchObject({ rows: 2, new: 2 })
  expect(await followers()).toEqual(['ana', 'ben'])
})

test('where the copy of another upload is gone or damaged, nothing changes, and the upload says which', async () => {
  const gone = await load('first.csv', follows('ana', 'ben'))
  const other = await load('second.csv', follows('ben', 'cai'))
  const key = `${organizationId}/uploads/${other}`
  for (const [spoil, words] of [
    [async () => await files.remove(key), /second\.csv \(upload [\da-f-]+\) cannot be: The copy that was kept is gone/],
    [async () => void (await files.put(key, [Buffer.from(follows('dan'))])), /second\.csv.*is damaged/],
  ] as const) {
    await spoil()
    await undo(gone)
    expect(await followers()).toEqual(['ana', 'ben', 'cai'])
    const { state, undoProblem } = (await found(gone)) ?? {}
    expect([state, undoProblem]).toEqual([
      'loaded',
      { title: 'Not undone', detail: expect.stringMatching(words), file: 'second.csv' },
    ])
    expect(await totals(other)).toMatchObject({ new: 1, known: 1 })
  }
  await files.put(key, [Buffer.from(follows('ben', 'cai'))])
  await undo(gone)
  expect(await found(gone)).toMatchObject({ state: 'undone', undoProblem: null })
  expect(await followers()).toEqual(['ben', 'cai'])
})

test('another upload is read as it was: its mapping, its account and its consent have been changed since', async () => {
  const headings = ['Who', 'Whom']
  const mapping = readMapping({
    version: 1,
    table: 'follows',
    headings,
    columns: { follower: 'Who', followed: 'Whom' },
    fixed: { platform: 'x', snapshot_date: '2026-07-01' },
  })
  const key = headerKey(headings)
  await within((tx) => rememberMapping(tx, organizationId, { headerKey: key, mapping, setBy: 'key:1' }))
  await within((tx) => setCustomerConsent(tx, 'waived'))
  await within((tx) => declareOwned(tx, organizationId, [readAccountRef('mastodon:us@example.social')]))
  const gone = await load('follows.csv', follows('dan'))
  const mapped = await load('mapped.csv', 'Who,Whom\nana,us\nben,us\n')
  const roster = await load('roster.csv', 'platform,handle,party,basis\nx,cai,customer,manual\n')
  const following = await load(
    'following.csv',
    'Account address,Show boosts,Notify on new posts,Languages\neve@example.social,true,false,\n',
  )
  const before = await Promise.all([mapped, roster, following].map(totals))
  expect(before).toMatchObject([{ new: 2 }, { new: 1 }, { new: 1 }])
  await within((tx) => forgetMapping(tx, key))
  await within((tx) => setCustomerConsent(tx, 'required'))
  await within((tx) => declareOwned(tx, organizationId, [readAccountRef('mastodon:we@example.social')]))
  await undo(gone)
  expect(await found(gone)).toMatchObject({ state: 'undone', undoProblem: null })
  expect(await followers()).toEqual(['ana', 'ben', 'us@example.social'])
  expect(await Promise.all([mapped, roster, following].map(totals))).toEqual(before)
})

test('an upload whose rejects somebody accepted is loaded again with them', async () => {
  const gone = await load('first.csv', follows('ana'))
  const rows = `${follows('ben')}cai,us,some day,x\n`
  const accepted = await load('second.csv', rows, { acceptRejects: true })
  await undo(gone)
  expect(await found(gone)).toMatchObject({ state: 'undone' })
  expect(await totals(accepted)).toMatchObject({ rows: 2, new: 1, rejected: 1 })
  expect(await followers()).toEqual(['ben'])
})

test('undone twice at once, by two workers, it is undone once, and two uploads undone at once are both', async () => {
  const uploads = [await load('a.csv', follows('ana', 'ben')), await load('b.csv', follows('ben', 'cai'))]
  const kept = await load('c.csv', follows('cai', 'dan'))
  for (const id of uploads) await within((tx) => startUndoing(tx, id))
  await Promise.all([...uploads, ...uploads].map((id) => undoUpload(service(), organizationId, id)))
  expect(await followers()).toEqual(['cai', 'dan'])
  for (const id of uploads) expect(await found(id)).toMatchObject({ state: 'undone' })
  expect(await totals(kept)).toMatchObject({ new: 2, known: 0 })
})

test('an undo and a load of one organization wait for each other', async () => {
  const gone = await load('a.csv', follows('ana', 'ben'))
  const loading = await storeUpload(service(), organizationId, 'b.csv', [Buffer.from(follows('ben', 'cai'))])
  await within((tx) => startUndoing(tx, gone))
  const both = await withOrganizationClient(tested.database, organizationId, async (client) => {
    await takeRecords(client, organizationId)
    const started = [loadStoredUpload(service(), organizationId, loading), undoUpload(service(), organizationId, gone)]
    const waiting = async () => {
      const { rows } = await tested.database.pool.query(
        `select from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
      )
      return rows.length
    }
    await expect.poll(waiting, { timeout: 20_000, interval: 20 }).toBe(2)
    expect(await followers()).toEqual(['ana', 'ben'])
    return started
  })
  await Promise.all(both)
  expect(await followers()).toEqual(['ben', 'cai'])
  expect(await found(gone)).toMatchObject({ state: 'undone' })
  expect(await found(loading)).toMatchObject({ state: 'loaded' })
  // In whichever order they came: what was known from the one alone is the other's now.
  expect(await totals(loading)).toMatchObject({ new: 2, known: 0 })
})

test('what is not to be undone is left alone', async () => {
  const id = await load('a.csv', follows('ana'))
  await undoUpload(service(), organizationId, id)
  await undoUpload(service(), organizationId, crypto.randomUUID())
  expect(await followers()).toEqual(['ana'])
  expect(await found(id)).toMatchObject({ state: 'loaded' })
  const other = await createOrganization(tested.database, { name: 'Another' })
  await within((tx) => startUndoing(tx, id))
  await undoUpload(service(), other.id, id)
  expect(await found(id)).toMatchObject({ state: 'undoing' })
})

test('one that was to be undone when its worker ended is undone once a worker starts, and scores are asked for', async () => {
  const id = await load('a.csv', follows('ana'))
  await within((tx) => startUndoing(tx, id))
  const queue = await openQueue(tested.url)
  const scored = new Promise<void>((resolve) => {
    queue.work('score_quarters', async (data) => {
      if (data.organizationId === organizationId) resolve()
    })
  })
  await askForWaitingUploads({ database: tested.database, queue })
  workOnUploads({ ...service(), queue, logger: pino({ level: 'silent' }) })
  await scored
  await queue.close()
  expect(await found(id)).toMatchObject({ state: 'undone' })
})

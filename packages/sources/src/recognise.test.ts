import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { exportOf, onDisk, ytd, zipBytes } from './exports.test-data.ts'
import { detectFormat, FORMATS } from './formats.ts'
import { hostileZip } from './fuzz/hostile-zip.test-data.ts'
import { headerKey } from './mapping/column-name.ts'
import { type Recognition, recogniseExports } from './recognise.ts'
import { UnknownFormat } from './refusal.ts'

const ACCOUNT = ytd('account', [{ account: { username: 'weftmuseum', accountId: '1' } }])
const FOLLOWER = ytd('follower', [{ follower: { accountId: '7' } }])
const ROSTER = 'platform,handle,party\nx,ana,media\n'
const FOLLOWS = 'follower;followed;snapshot_date\nana;ben;2019-03-01\n'
const ACTS = 'id,time,kind,actor,target\n1,2015-10-02,reply,ana,ben\n'

async function folderOf(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weft-sources-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

async function recognised(path: string, name = 'given'): Promise<Record<string, string>> {
  return Object.fromEntries((await recogniseExports([{ path, name }])).map((one) => [one.name, outcomeOf(one)]))
}

function outcomeOf(recognition: Recognition): string {
  return 'format' in recognition ? recognition.format.id : `${recognition.refusal.name}: ${recognition.refusal.message}`
}

async function refusalOf(name: string, content: string | Buffer): Promise<string> {
  const paths = await onDisk({ [name]: content })
  return (await recognised(paths[name] as string, name))[name] as string
}

test.each([
  ['x_archive', { 'data/account.js': ACCOUNT, 'data/follower.js': FOLLOWER, 'Your archive.html': '<html>' }],
  ['x_archive', { 'twitter-2022/data/account.js': ACCOUNT, 'twitter-2022/data/follower.js': FOLLOWER }],
  ['x_archive', { 'account.js': ACCOUNT, 'follower.js': FOLLOWER }],
  ['x_grailbird', { 'w/data/js/user_details.js': 'var u = {}', 'w/data/js/tweets/2012_11.js': '', 'w/tweets.csv': '' }],
  ['interactions_csv', { 'a.csv': ACTS }],
  ['follows_csv', { 'a.csv': FOLLOWS }],
  ['roster_csv', { 'a.csv': ROSTER }],
])('%s is told from what is in it', async (id, files) => {
  expect((await detectFormat(exportOf(files))).id).toBe(id)
})

test('a folder that is an archive is one export; any other is searched', async () => {
  const zip = await zipBytes({ 'w/data/account.js': ACCOUNT, 'w/data/follower.js': FOLLOWER })
  const folder = await folderOf({
    'archive/data/account.js': ACCOUNT,
    'archive/data/follower.js': FOLLOWER,
    'tables/roster.csv': ROSTER,
    'tables/follows.csv': FOLLOWS,
    'tables/x.zip': zip,
    'acts.csv': ACTS,
    '__MACOSX/._acts.csv': 'x',
    '.DS_Store': 'x',
    'fetch-state.json': '{}',
  })
  expect(await recognised(folder)).toEqual({
    'given/archive': 'x_archive',
    'given/tables/roster.csv': 'roster_csv',
    'given/tables/follows.csv': 'follows_csv',
    'given/tables/x.zip': 'x_archive',
    'given/acts.csv': 'interactions_csv',
  })
})

test('a zip is known by its bytes, and its files may be exports of their own', async () => {
  const { upload } = await onDisk({ upload: await zipBytes({ 'a/roster.csv': ROSTER, 'a/acts.csv': ACTS }) })
  expect(await recognised(upload as string, 'tables.zip')).toEqual({
    'tables.zip/a/roster.csv': 'roster_csv',
    'tables.zip/a/acts.csv': 'interactions_csv',
  })
})

test('archives and workbooks of a folder that cannot be opened say why, and keep no other from being read', async () => {
  const folder = await folderOf({
    'a.csv': ROSTER,
    'd.csv': FOLLOWS,
    'b.zip': Buffer.from('PK\u0003\u0004 and no more'),
    'c.xlsx': await zipBytes({ '[Content_Types].xml': '<x/>' }),
  })
  expect(await recognised(folder)).toEqual({
    'given/a.csv': 'roster_csv',
    'given/d.csv': 'follows_csv',
    'given/b.zip': expect.stringMatching(/^BrokenFile: given\/b.zip: .*it is cut off/),
    'given/c.xlsx': expect.stringMatching(/^NotData: given\/c.xlsx: .*without sheets/),
  })
})

test('one file that cannot be read keeps no other from being read', async () => {
  const folder = await folderOf({ 'a.csv': ROSTER, 'b.csv': '' })
  const found = await recognised(folder)
  expect(found['given/a.csv']).toBe('roster_csv')
  expect(found['given/b.csv']).toMatch(/^EmptyExport/)
})

test('a path that is not there is said to be not there', async () => {
  expect((await recognised('/nowhere/at/all'))['given']).toMatch(/^ExportNotFound: given: no such file/)
})

test('an empty folder, an empty zip and an empty file are empty', async () => {
  expect((await recognised(await folderOf({})))['given']).toBe(
    'EmptyExport: given: holds no files; export it again and check that the download was complete',
  )
  expect(await refusalOf('a.zip', await zipBytes({}))).toMatch(/^EmptyExport: a.zip: holds no files/)
  expect(await refusalOf('a.csv', '')).toMatch(/^EmptyExport: a.csv: is empty \(0 bytes\)/)
})

test.each([
  ['a PDF document', '%PDF-1.7\n%âãÏÓ\n1 0 obj'],
  ['a picture (PNG)', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['a web page (HTML)', '\n<!DOCTYPE html><html><body>Followers</body></html>'],
  ['a web page (HTML)', '<html lang="en"><head></head></html>'],
  ['a binary file', Buffer.from([1, 2, 0, 0, 0, 3, 4, 0, 9])],
])('%s renamed .csv is called what it is', async (kind, content) => {
  const refusal = await refusalOf('a.csv', content)
  expect(refusal).toMatch(/^NotData: a.csv: is /)
  expect(refusal).toContain(kind)
})

test('a web page says how to export again', async () => {
  expect(await refusalOf('followers.html', '<html></html>')).toContain('choose JSON or CSV as its format, not HTML')
})

test('a table without the needed columns names the nearest format and what it lacks', async () => {
  expect(await refusalOf('a.csv', 'id,time,actor,target\n1,2015-10-02,ana,ben\n')).toBe(
    'UnknownFormat: a.csv: is in no format that is known here; nearest is Interactions table (CSV or Excel): it has column "id", column "time", column "actor", column "target" but lacks column "kind"',
  )
})

test('a lone tweets.js is told from a whole archive by what is missing', async () => {
  expect(await refusalOf('tweets.js', ytd('tweets', []))).toContain(
    'nearest is X account archive (since 2019): it has tweets.js but lacks data/account.js or data/manifest.js',
  )
})

test('something wholly unknown says where what is known is listed', async () => {
  const refusal = await detectFormat(exportOf({ 'notes.txt': 'hello' })).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(UnknownFormat)
  expect((refusal as UnknownFormat).nearest).toBeNull()
  expect((refusal as UnknownFormat).message).toContain(`none of the ${FORMATS.length} formats`)
})

test.each(['{"items": [{"id": "1", "snippet": {"textDi', '[{"id": "1", "content": "<p>Half a'])(
  'JSON that is cut off before anything can be known of it is said to be: %s',
  async (content) => {
    await expect(detectFormat(exportOf({ 'page.json': content }))).rejects.toThrow(/: broken at its end: .*cut off/)
  },
)

test('what only begins like JSON is no broken JSON', async () => {
  await expect(detectFormat(exportOf({ 'a.ini': '[section]\nkey = value\n' }))).rejects.toThrow(UnknownFormat)
})

test('a folder of lists without the file that says whose they are is refused as one', async () => {
  const folder = await folderOf({ 'data/tweets.js': ytd('tweets', []), 'data/follower.js': FOLLOWER })
  expect(await recognised(folder)).toEqual({
    given:
      'UnknownFormat: given: is in no format that is known here; nearest is X account archive (since 2019): it has data/tweets.js, data/follower.js but lacks data/account.js or data/manifest.js',
  })
})

test('a folder in which nothing is known is refused as one, with examples', async () => {
  const folder = await folderOf(Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`${n}.csv`, '%PDF-1.7'])))
  const refusal = (await recognised(folder))['given']
  expect(refusal).toMatch(
    /^NothingKnown: given: none of the 5 files in it is an export that can be read; the first: 1.csv/,
  )
  expect(refusal).toContain('3.csv')
  expect(refusal).not.toContain('4.csv')
})

const named = (id: string) => FORMATS.find((format) => format.id === id) ?? null

test('a format that a person names is not argued with: a table that fits two is read as the one named', async () => {
  const paths = await onDisk({ 'acts.csv': ACTS })
  const inputs = [{ path: paths['acts.csv'] as string, name: 'acts.csv' }]
  const [recognition] = await recogniseExports(inputs, { as: named('roster_csv') })
  expect(recognition).toMatchObject({ name: 'acts.csv', format: { id: 'roster_csv' } })
})

test('of several files those that have all that the named format needs are of it, else those that show anything', async () => {
  const folder = await folderOf({ 'a/acts.csv': ACTS, 'b.csv': ROSTER, 'c.pdf': '%PDF-1.7' })
  const recognitions = await recogniseExports([{ path: folder, name: 'given' }], { as: named('interactions_csv') })
  expect(Object.fromEntries(recognitions.map((one) => [one.name, outcomeOf(one).split(':')[0]]))).toEqual({
    'given/a/acts.csv': 'interactions_csv',
    'given/b.csv': 'UnknownFormat',
    'given/c.pdf': 'NotData',
  })
  const partial = await folderOf({ 'a.csv': 'platform,actor,kind\nx,ana,reply\n', 'c.pdf': '%PDF-1.7' })
  const [only, ...others] = await recogniseExports([{ path: partial, name: 'part' }], { as: named('interactions_csv') })
  expect([only?.name, others]).toEqual(['part/a.csv', []])
  const beside = await folderOf({ 'a.csv': 'platform,actor,kind\nx,ana,reply\n', 'b.csv': ACTS })
  const both = await recogniseExports([{ path: beside, name: 'two' }], { as: named('interactions_csv') })
  expect(both.map((one) => 'format' in one)).toEqual([false, true])
})

test('beside known exports, a table that nobody knows is read by the mapping that is remembered for its headings', async () => {
  const folder = await folderOf({
    'acts.csv': ACTS,
    'strange.csv': 'Wer;Wen\nana;ben\n',
    'other.csv': 'Ware;Preis\nTuch;12\n',
  })
  const mapping = {
    version: 1,
    table: 'follows',
    headings: ['Wer', 'Wen'],
    columns: { follower: 'Wer', followed: 'Wen' },
  }
  const remembered = async (key: string) => (key === headerKey(['wen', 'WER']) ? mapping : undefined)
  const recognitions = await recogniseExports([{ path: folder, name: 'given' }], { remembered })
  expect(Object.fromEntries(recognitions.map((one) => [one.name, outcomeOf(one).split(':')[0]]))).toEqual({
    'given/acts.csv': 'interactions_csv',
    'given/other.csv': 'UnknownFormat',
    'given/strange.csv': 'mapped_table',
  })
})

test('two files of one path in a zip, or a file where there is a folder, are read each for itself', async () => {
  for (const second of ['acts.csv', 'acts.csv/acts.csv']) {
    const bytes = hostileZip(['acts.csv', second].map((name) => ({ name, content: Buffer.from(ACTS) })))
    const { upload } = await onDisk({ upload: bytes })
    const recognitions = await recogniseExports([{ path: upload as string, name: 'a.zip' }])
    expect(recognitions.map(outcomeOf)).toEqual(['interactions_csv', 'interactions_csv'])
  }
})

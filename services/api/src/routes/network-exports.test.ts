import { EXPORT_FILES } from '@weft/contract/network-exports'
import { withOrganization, withOrganizationClient } from '@weft/store/database'
import { tableFromIPC } from 'apache-arrow'
import { parse } from 'csv-parse/sync'
import { readParquet } from 'parquet-wasm/node'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { everyItem, type TestApi, testApi } from '../test-api.ts'

let api: TestApi
let museum: SeededOrganization
let hall: SeededOrganization

/** What a spreadsheet, an XML reader or a JSON reader could stumble over. */
const HOSTILE = `=cmd|' /C calc'!A0 "quoted", <b>&amp; ✿ \u{1d4aa}\nnext line`

/** The same people are in both organizations; ben has an id that looks like a number, and a hostile name. */
beforeAll(async () => {
  api = await testApi()
  const parts = { database: api.fresh.database, files: api.files }
  museum = await seedOrganization(parts, 'museum', ['2026-Q2', '2026-Q3'])
  hall = await seedOrganization(parts, 'hall', ['2026-Q3'])
  for (const { id, accounts } of [museum, hall]) {
    await withOrganizationClient(api.fresh.database, id, async (client) => {
      await client.query(`update account set handle = 'ana', platform_id = '0042' where id = $1`, [accounts.ana])
      await client.query('update account set display_name = $2 where id = $1', [accounts.ben, HOSTILE])
    })
  }
})
afterAll(async () => await api[Symbol.asyncDispose]())

const download = async (file: string, query = '', of = museum, quarter = '2026-Q3') =>
  await api.get(`/v1/networks/${quarter}/exports/${file}${query}`, of.keys.analyst)

type Cells = Record<string, string>

const csvOf = async (...asked: Parameters<typeof download>): Promise<Cells[]> =>
  parse((await download(...asked)).rawPayload, { columns: true, bom: true })

type Cell = string | number | boolean | null

const parquetOf = async (...asked: Parameters<typeof download>) =>
  tableFromIPC(readParquet((await download(...asked)).rawPayload).intoIPCStream())
    .toArray()
    .map((row): Record<string, Cell> => ({ ...row.toJSON() }))

interface ReadGraph {
  /** What stands beside each account and each tie, as text. */
  nodes: Map<string, Cells>
  edges: Map<string, Cells>
}

const textsOf = (row: object): Cells =>
  Object.fromEntries(Object.entries(row).flatMap(([name, value]) => (value === null ? [] : [[name, `${value}`]])))

/** GEXF and GraphML as an XML reader sees them: values lie in attributes of the one, in texts of the other. */
function readXml(text: string): ReadGraph {
  const titles = new Map<string, string>()
  const nodes: ReadGraph['nodes'] = new Map()
  const edges: ReadGraph['edges'] = new Map()
  let current: Cells = {}
  let kind = ''
  let data: string | null = null
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const of: Cells = attributes
    if (name === 'attributes') kind = of.class ?? ''
    if (name === 'attribute') titles.set(`${kind} ${of.id}`, of.title ?? '')
    if (name === 'key') titles.set(of.id ?? '', of['attr.name'] ?? '')
    if (name === 'node' || name === 'edge') {
      kind = name
      const { id = '', source, target, ...rest } = of
      current = rest
      if (name === 'node') nodes.set(id, current)
      else edges.set(`${source} > ${target}`, current)
    }
    if (name === 'attvalue') current[titles.get(`${kind} ${of.for}`) ?? ''] = of.value ?? ''
    if (name === 'data') current[(data = titles.get(of.key ?? '') ?? '')] = ''
  })
  parser.on('text', (piece) => {
    if (data !== null) current[data] += piece
  })
  parser.on('closetag', () => (data = null))
  parser.write(text).close()
  return { nodes, edges }
}

function readJson(text: string): ReadGraph {
  const { nodes, edges } = JSON.parse(text) as { nodes: Cells[]; edges: Cells[] }
  return {
    nodes: new Map(nodes.map(({ id, ...rest }) => [id ?? '', textsOf(rest)])),
    edges: new Map(edges.map(({ source, target, ...rest }) => [`${source} > ${target}`, textsOf(rest)])),
  }
}

async function graphOf(file: string, ...asked: Rest<Parameters<typeof download>>): Promise<ReadGraph> {
  const { body } = await download(file, ...asked)
  return file.endsWith('.json') ? readJson(body) : readXml(body)
}

type Rest<Values extends unknown[]> = Values extends [string, ...infer Others] ? Others : never

const GRAPHS = ['network.gexf', 'network.graphml', 'network.json']

interface Name {
  id: string
  platform: string
  platformId: string | null
  handle: string | null
  displayName: string | null
}

type Measured = { account: Name; party: string } & Record<string, number | null>

interface Tie {
  source: Name
  target: Name
  counts: Record<string, number>
  weight: number
  first: string
  last: string
  weeksActive: number
  mutual: boolean
}

const pageOfAccounts = (query = '') =>
  everyItem<Measured>(api, `/v1/networks/2026-Q3/accounts${query}`, museum.keys.analyst)
const pageOfTies = () => everyItem<Tie>(api, '/v1/networks/2026-Q3/ties', museum.keys.analyst)

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const keyOf = ({ platform, platformId, handle }: Name) => `${platform}:${platformId ?? `@${handle}`}`
const nameOf = ({ handle, platformId }: Name) => handle ?? platformId
const byText = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)

/** The rows of `accounts.parquet` as the API's pages tell them. */
const accountRows = (accounts: Measured[]) =>
  accounts.map(({ account, party, ...measures }) => ({
    quarter: '2026-Q3',
    account: nameOf(account),
    platform: account.platform,
    platform_id: account.platformId,
    display_name: account.displayName,
    party,
    ...Object.fromEntries(Object.entries(measures).map(([name, value]) => [snake(name), value])),
  }))

const tieRows = (ties: Tie[]) =>
  ties.map(({ source, target, counts, weight, first, last, weeksActive, mutual }) => ({
    quarter: '2026-Q3',
    source: nameOf(source),
    target: nameOf(target),
    weight,
    ...counts,
    weeks_active: weeksActive,
    mutual,
    first: Date.parse(first),
    last: Date.parse(last),
    source_platform: source.platform,
    source_platform_id: source.platformId,
    target_platform: target.platform,
    target_platform_id: target.platformId,
  }))

test.each(['', '?withoutOwned=true'])('accounts.parquet%s holds what the pages of accounts hold', async (query) => {
  const rows = await parquetOf('accounts.parquet', query)
  expect(rows.length).toBe(query === '' ? 3 : 2)
  expect(rows.toSorted(byText)).toEqual(accountRows(await pageOfAccounts(query)).toSorted(byText))
})

test('ties.parquet holds what the pages of ties hold', async () => {
  const rows = await parquetOf('ties.parquet')
  expect(rows).toHaveLength(3)
  expect(rows.toSorted(byText)).toEqual(tieRows(await pageOfTies()).toSorted(byText))
})

const cell = (value: Cell, isTime: boolean): string => {
  if (value === null || value === false) return ''
  if (value === true) return '1'
  if (isTime) return new Date(Number(value)).toISOString()
  return `${value}`.replace(/^=/, "'=")
}

test.each(['accounts', 'ties'])('%s.csv holds what %s.parquet holds, and no formula', async (table) => {
  const rows = await csvOf(`${table}.csv`)
  const expected = (await parquetOf(`${table}.parquet`)).map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, cell(value, name === 'first' || name === 'last')]),
    ),
  )
  expect(rows).toEqual(expected)
})

test('a name that a spreadsheet would run is kept from it in CSV, and left as it is in Parquet', async () => {
  expect((await csvOf('accounts.csv')).map((row) => row.display_name)).toContain(`'${HOSTILE}`)
  expect((await parquetOf('accounts.parquet')).map((row) => row.display_name)).toContain(HOSTILE)
})

test('accounts come by platform, id and handle, those without an id last; ties in the order of their ends', async () => {
  expect((await csvOf('accounts.csv')).map(({ account }) => account)).toEqual(['ana', 'ben_museum', 'Museum_museum'])
  expect((await csvOf('ties.csv')).map(({ source, target }) => `${source} ${target}`)).toEqual([
    'ana Museum_museum',
    'ben_museum Museum_museum',
    'Museum_museum ana',
  ])
})

test.each(GRAPHS)(
  '%s holds accounts with their measures and ties with their counts; what is absent is left out',
  async (file) => {
    const { nodes, edges } = await graphOf(file)
    const accounts = await pageOfAccounts()
    expect(nodes.size).toBe(3)
    for (const { account, party, ...measures } of accounts) {
      const { platform, platformId, handle, displayName } = account
      const label = nameOf(account)
      expect(nodes.get(keyOf(account))).toEqual(
        textsOf({ label, platform, platformId, handle, displayName, party, ...measures }),
      )
    }
    const ties = await pageOfTies()
    expect(edges.size).toBe(3)
    for (const { source, target, counts, ...tie } of ties) {
      expect(edges.get(`${keyOf(source)} > ${keyOf(target)}`)).toEqual(textsOf({ ...counts, ...tie }))
    }
  },
)

test.each(EXPORT_FILES)(
  '%s has the same bytes every time, a name, a type and an etag that is answered with 304',
  async (file) => {
    const [one, other] = [await download(file), await download(file)]
    expect(one.statusCode).toBe(200)
    expect(other.rawPayload.equals(one.rawPayload)).toBe(true)
    expect(one.headers['content-disposition']).toBe(`attachment; filename="2026-Q3-${file}"`)
    expect(one.headers['content-type']).toMatch(/^(text\/csv; charset=utf-8|application\/[\w.+-]*(xml|json|parquet))$/)
    const known = { 'if-none-match': String(one.headers.etag) }
    const again = await api.get(`/v1/networks/2026-Q3/exports/${file}`, museum.keys.analyst, known)
    expect([again.statusCode, again.body]).toEqual([304, ''])
    for (const [path, key] of [
      [`2026-Q3/exports/${file}?mutual=true`, museum.keys.analyst],
      [`2026-Q2/exports/${file}`, museum.keys.analyst],
      [`2026-Q3/exports/${file}`, hall.keys.analyst],
    ]) {
      expect((await api.get(`/v1/networks/${path}`, key ?? null, known)).statusCode).toBe(200)
    }
  },
)

test('a label that is set makes another file of it', async () => {
  const before = await download('accounts.csv', '', hall)
  const known = { 'if-none-match': String(before.headers.etag) }
  await api.inject({
    method: 'PUT',
    url: `/v1/accounts/${hall.accounts.ben}/party`,
    payload: { party: 'media', basis: 'manual' },
    headers: { authorization: `Bearer ${hall.keys.analyst}` },
  })
  const after = await api.get('/v1/networks/2026-Q3/exports/accounts.csv', hall.keys.analyst, known)
  expect(after.statusCode).toBe(200)
  expect(after.body).toContain(',media,')
})

const pairs = async (query: string) =>
  (await csvOf('ties.csv', query)).map(({ source, target }) => `${source} ${target}`)
const names = async (query: string) => (await csvOf('accounts.csv', query)).map(({ account }) => account)

test('filters narrow every file alike', async () => {
  const all = ['ana Museum_museum', 'ben_museum Museum_museum', 'Museum_museum ana']
  expect(await pairs('?minWeight=2')).toEqual(all.slice(0, 1))
  expect(await pairs('?mutual=true')).toEqual([all[0], all[2]])
  expect(await pairs('?sustained=true')).toEqual([])
  expect(await names('?sustained=true')).toHaveLength(3)
  expect(await names('?parties=owned,media')).toEqual(['Museum_museum'])
  expect(await pairs('?parties=unclassified')).toEqual([])
  expect(await names(`?ego=${museum.accounts.ben}`)).toEqual(['ben_museum', 'Museum_museum'])
  expect(await names(`?ego=${museum.accounts.ben}&radius=2`)).toEqual(['ana', 'ben_museum', 'Museum_museum'])
  expect(await pairs(`?ego=${museum.accounts.ben}`)).toEqual(all.slice(1, 2))
  const { nodes, edges } = await graphOf('network.graphml', `?ego=${museum.accounts.ben}`)
  expect([[...nodes.keys()], [...edges.keys()]]).toEqual([
    ['x:@ben_museum', 'x:@Museum_museum'],
    ['x:@ben_museum > x:@Museum_museum'],
  ])
  expect(await parquetOf('ties.parquet', '?sustained=true')).toEqual([])
})

const PSEUDONYM = /^[0-9a-f]{24}$/

test('pseudonyms are the same in every file and quarter of an organization, and others elsewhere', async () => {
  const accounts = await csvOf('accounts.csv', '?pseudonymised=true')
  const of = accounts.map(({ account }) => account)
  expect(of).toEqual(of.toSorted((one, other) => byText([one], [other])))
  for (const pseudonym of of) expect(pseudonym).toMatch(PSEUDONYM)
  const ties = await csvOf('ties.csv', '?pseudonymised=true')
  expect(new Set(ties.flatMap(({ source, target }) => [source, target]))).toEqual(new Set(of))
  const { nodes, edges } = await graphOf('network.json', '?pseudonymised=true')
  expect([...nodes.keys()]).toEqual(of)
  expect([...edges.keys()]).toEqual(ties.map(({ source, target }) => `${source} > ${target}`))
  const parquet = await parquetOf('accounts.parquet', '?pseudonymised=true')
  expect(parquet.map(({ account }) => account)).toEqual(of)
  const earlier = await csvOf('accounts.csv', '?pseudonymised=true', museum, '2026-Q2')
  expect(earlier.map(({ account }) => account)).toEqual(of)
  const elsewhere = await csvOf('accounts.csv', '?pseudonymised=true', hall)
  // Ana has the same platform and id in both.
  expect(elsewhere.map(({ account }) => account).filter((pseudonym) => of.includes(pseudonym))).toEqual([])
})

test.each(EXPORT_FILES)('under pseudonyms %s names nobody and tells no hour', async (file) => {
  const response = await download(file, '?pseudonymised=true')
  expect(response.headers['content-disposition']).toBe(`attachment; filename="2026-Q3-pseudonymised-${file}"`)
  const bytes = response.rawPayload.toString('latin1')
  for (const secret of ['ana', 'ben_', 'Museum', 'museum', '0042', 'cmd', '11:00']) expect(bytes).not.toContain(secret)
})

test('under pseudonyms parties and measures stay, and a time is the Monday of its week', async () => {
  const accounts = await csvOf('accounts.csv', '?pseudonymised=true')
  expect(accounts.map(({ party, in_degree }) => `${party} ${in_degree}`).toSorted()).toEqual([
    'owned 2',
    'unclassified 2',
    'unclassified 2',
  ])
  const ties = await csvOf('ties.csv', '?pseudonymised=true')
  const monday = (day: string) => `2026-08-${day}T00:00:00.000Z`
  expect(ties.map(({ first, last }) => `${first} ${last}`).toSorted()).toEqual([
    `${monday('03')} ${monday('03')}`,
    `${monday('03')} ${monday('10')}`,
    `${monday('10')} ${monday('10')}`,
  ])
})

test('that a file was taken is on record: who, which, and how', async () => {
  const { keys, id } = museum
  await api.get('/v1/networks/2026-Q3/exports/ties.csv?minWeight=7', keys.reviewer)
  const acts = await withOrganization(api.fresh.database, id, (tx) =>
    tx.selectFrom('audit').select(['actor', 'subject', 'detail']).where('act', '=', 'export_network').execute(),
  )
  const taken = acts.filter(({ detail }) => detail !== null && 'minWeight' in detail && detail.minWeight === 7)
  expect(taken).toMatchObject([
    {
      actor: expect.stringMatching(/^key:/),
      subject: '2026-Q3',
      detail: { file: 'ties.csv', mutual: false, pseudonymised: false },
    },
  ])
})

test('404: no network of that quarter, no such account in it', async () => {
  expect((await download('ties.csv', '', museum, '2031-Q1')).statusCode).toBe(404)
  const response = await download('ties.csv', '?ego=987654')
  expect([response.statusCode, response.headers['content-type']]).toEqual([
    404,
    'application/problem+json; charset=utf-8',
  ])
  expect((await download('ties.csv', `?ego=${hall.accounts.ana}`)).statusCode).toBe(404)
})

test.each(['?minWeight=0', '?parties=press', '?parties=', '?radius=3', '?ego=ana', '?limit=5'])(
  '400: %s',
  async (query) => {
    expect((await download('ties.csv', query)).statusCode).toBe(400)
  },
)

test('400: no such file', async () => {
  expect((await download('network.dot')).statusCode).toBe(400)
})

test('403: who may only upload takes no network away', async () => {
  expect((await api.get('/v1/networks/2026-Q3/exports/ties.csv', museum.keys.uploader)).statusCode).toBe(403)
})

test('422: a graph of too many ties or accounts says what to do instead, and that helps; tables have no limit', async () => {
  await using small = await testApi({ graphTiesMax: 2 })
  const { keys } = await seedOrganization({ database: small.fresh.database, files: small.files }, 'small', ['2026-Q3'])
  const ask = (file: string) => small.get(`/v1/networks/2026-Q3/exports/${file}`, keys.analyst)
  const problem = { status: 422, type: 'urn:weft:problem:too-many-ties' }
  for (const file of GRAPHS) {
    const response = await ask(file)
    expect(response.json()).toMatchObject({
      ...problem,
      detail: expect.stringMatching(/^3 accounts and 3 ties .* minWeight.* ties\.parquet/),
    })
    // One account less, while ties alone would leave all three.
    expect((await ask(`${file}?mutual=true`)).statusCode).toBe(422)
    expect((await ask(`${file}?parties=unclassified`)).statusCode).toBe(200)
  }
  expect((await ask('ties.csv')).statusCode).toBe(200)
})

import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../exports.test-data.ts'
import { rosterCsv } from './roster-csv.ts'

const read = (content: string) => readExport(rosterCsv, exportOf({ 'roster.csv': content }))

test('a row says what an account is, on which basis and from when', async () => {
  const { records } = await read(
    `platform,handle,party,person,department,basis,consent,valid_from,valid_to
x,@weftmuseum,owned,,,,,,
x,ana,Third party,Ana,,self_described,yes,2015-01-01,2015-12-31
`,
  )
  expect(records).toEqual([
    {
      type: 'roster',
      account: { platform: 'x', platformId: null, handle: 'weftmuseum' },
      party: 'owned',
      basis: 'owned',
      person: null,
      department: null,
      consent: false,
      validFrom: null,
      validTo: null,
    },
    {
      type: 'roster',
      account: { platform: 'x', platformId: null, handle: 'ana' },
      party: 'third_party',
      basis: 'self_described',
      person: 'Ana',
      department: null,
      consent: true,
      validFrom: '2015-01-01',
      validTo: '2015-12-31',
    },
  ])
})

test('headings may be written in words', async () => {
  const { records } = await read('Platform,Handle,Party,Valid from,valid-to\nx,ana,partner,2015-01-01,2015-12-31\n')
  expect(records).toMatchObject([{ validFrom: '2015-01-01', validTo: '2015-12-31' }])
})

test('a row without basis gets the one its party has, and that is said', async () => {
  const { records, summary } = await read(
    'platform,handle,party\nx,ana,employee\nmastodon,ben@example.social,customer\n',
  )
  expect(records).toMatchObject([{ basis: 'staff_list' }, { basis: 'manual' }])
  expect(summary.notes).toEqual([
    '2 rows name no basis: owned for owned, staff_list for employee, manual for the others',
  ])
})

test('an X account is a customer only by consent or by its own word', async () => {
  const { rows, records } = await read(
    `platform,handle,party,basis
x,ana,customer,manual
x,ben,customer,
x,cai,customer,consented
x,dan,customer,self_described
`,
  )
  expect(rejectedOf(rows).map(({ place, column }) => [place.row, column])).toEqual([
    [2, 'basis'],
    [3, 'basis'],
  ])
  expect(rejectedOf(rows)[0]?.fix).toContain('consented or self_described')
  expect(records).toHaveLength(2)
})

test('each wrong cell is refused by name', async () => {
  const { rows } = await read(
    `platform,handle,party,basis,consent,valid_from,valid_to
x,a,friend,,,,
x,b,media,rumour,,,
x,c,media,,perhaps,,
x,d,media,,,2015-02-29,
x,e,media,,,2015-03-01,2015-02-01
fax,f,media,,,,
x,,media,,,,
x,g,,,,,
`,
  )
  expect(rejectedOf(rows).map(({ place, column, value }) => [place.row, column, value])).toEqual([
    [2, 'party', 'friend'],
    [3, 'basis', 'rumour'],
    [4, 'consent', 'perhaps'],
    [5, 'valid_from', '2015-02-29'],
    [6, 'valid_to', '2015-02-01'],
    [7, 'platform', 'fax'],
    [8, 'handle', ''],
    [9, 'party', ''],
  ])
})

test('one account is one party at a time', async () => {
  const { rows } = await read(
    `platform,handle,party,valid_from,valid_to
x,Ana,media,2015-01-01,2015-06-30
x,@ana,partner,2015-07-01,
x,ana,third_party,2016-01-01,
x,ana,media,2015-01-01,2015-06-30
`,
  )
  expect(rows.map(({ outcome }) => outcome)).toEqual(['record', 'record', 'rejected', 'record'])
  expect(rejectedOf(rows)[0]?.problem).toBe('line 3 says of the same account, for the same time, that it is partner')
})

test('a row that says the same again is ignored', async () => {
  const { rows } = await read('platform,handle,party\nx,ana,media\nx,ana,media\n')
  expect(rows[1]).toMatchObject({ outcome: 'ignored', reason: 'says again what line 2 says' })
})

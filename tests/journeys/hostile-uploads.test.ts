import { hostileZip } from '@weft/sources/fuzz/hostile-zip.test-data'
import { expect, test } from 'vitest'
import { runningService } from './running-service.ts'

const HEADER = 'id,time,kind,actor,target,text,platform'
const GOOD = `${HEADER}\n1,2024-03-01T10:00:00Z,reply,ana,us,thank you,x\n`

/** Of so many rows one cannot be kept, which is few enough to load the others. */
const ROWS = 30
const withRow = (row: string) => {
  const rows = Array.from({ length: ROWS - 1 }, (_, index) => `${2000 + index},2024-03-01T10:00:00Z,reply,ana,us,hi,x`)
  return [HEADER, ...rows, row, ''].join('\n')
}
const zipOf = (name: string, content: string | Buffer, part: object = {}) =>
  hostileZip([{ name, content: Buffer.from(content), ...part }])

const REFUSED: [name: string, content: string | Buffer, says: RegExp][] = [
  ['nothing.csv', '', /nothing\.csv: is empty/],
  ['zeros.csv', Buffer.alloc(500_000), /zeros\.csv/],
  ['cut.zip', zipOf('acts.csv', GOOD).subarray(0, 120), /cut\.zip: broken/],
  ['bomb.zip', zipOf('acts.csv', Buffer.alloc(20_000_000)), /bomb\.zip.*times its size/],
  ['climbing.zip', zipOf('../../etc/acts.csv', GOOD), /climbing\.zip: a path in it leaves the archive/],
  ['drive.zip', zipOf('C:\\acts.csv', GOOD), /drive\.zip: a path in it leaves the archive/],
  ['lying.zip', zipOf('acts.csv', GOOD, { declaredBytes: 3 }), /lying\.zip.*not of the size that the zip declares/],
  ['locked.zip', zipOf('acts.csv', GOOD, { isEncrypted: true }), /locked\.zip: .*encrypted/],
  ['deep.zip', zipOf(`${'a/'.repeat(30_000)}acts.csv`, GOOD), /deep\.zip: .*folders deep/],
  ['deep.json', `[${'['.repeat(100_000)}`, /deep\.json/],
  [
    'laughs.gexf',
    `<?xml version="1.0"?><!DOCTYPE gexf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><gexf><graph>&b;</graph></gexf>`,
    /laughs\.gexf/,
  ],
  ['quote.csv', `${HEADER}\n1,2024-03-01,reply,ana,us,"never closed,x\n`, /quote\.csv.*broken at/],
  ['long.csv', `${HEADER}\n${'x'.repeat(3000)},2024-03-01T10:00:00Z,reply,ana,us,hi,x\n`, /3000 bytes long/],
  ['nul\u2028.csv', `${HEADER}\n1,2024-03-01T10:00:00Z,reply,a\u0000na,us,hi,x\n`, /is a binary file/],
]

/** Tables of which all rows but one load; the one is rejected in words. */
const REJECTED: [name: string, row: string, problem: RegExp][] = [
  ['id.csv', `${'9'.repeat(2500)},2024-03-01T10:00:00Z,reply,ana,us,hi,x`, /2500 bytes long/],
  ['handle.csv', `1,2024-03-01T10:00:00Z,reply,${'Ⱥ'.repeat(900)},us,hi,x`, /bytes long/],
  ['early.csv', '1,1970-01-01T00:00:00+14:00,reply,ana,us,hi,x', /time/],
  ['late.csv', '1,9999-12-31T23:59:59-14:00,reply,ana,us,hi,x', /time/],
  ['bell.csv', '1,2024-03-01T10:00:00Z,reply,an\u0007a,us,hi,x', /no text/],
]

test('each hostile upload ends in words, whatever it holds, and the good one after them loads', async () => {
  await using service = await runningService()
  for (const [name, content, says] of REFUSED) {
    const { upload } = await service.upload(name, content)
    // Held where a person may know what it is.
    expect([name, upload.state]).toEqual([name, expect.stringMatching(/^(failed|held)$/)])
    expect(upload.problem?.detail ?? upload.held?.detail).toMatch(says)
  }
  for (const [name, row, problem] of REJECTED) {
    const { id, upload } = await service.upload(name, withRow(row))
    expect([name, upload.state, upload.receipt.totals]).toEqual([
      name,
      'loaded',
      expect.objectContaining({ rows: ROWS, rejected: 1 }),
    ])
    const rejects = (await (await service.ask(`/uploads/${id}/rejects`)).json()) as { items: { problem: string }[] }
    expect(rejects.items.map((one) => one.problem)).toEqual([expect.stringMatching(problem)])
  }
  const good = await service.upload('good.csv', GOOD)
  expect(good.upload).toMatchObject({ state: 'loaded', receipt: { totals: { rows: 1, new: 1 } } })
}, 120_000)

test('two uploads of the same bytes at once are both loaded, and what they bring is there once', async () => {
  await using service = await runningService()
  const both = await Promise.all([service.upload('one.csv', GOOD), service.upload('two.csv', GOOD)])
  expect(both.map(({ upload }) => upload.state)).toEqual(['loaded', 'loaded'])
  const totals = both.map(({ upload }) => upload.receipt.totals as { new: number; known: number })
  expect(new Set(totals.map((each) => each.new))).toEqual(new Set([0, 1]))
})

import type { Picked } from '@weft/model/picked'
import type { SourceRow } from '@weft/sources/format'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAll, saying, WINTER } from './checked-posts.test-data.ts'
import { frameOfQuarter, saveCheck } from './checks.ts'
import { withOrganization, withOrganizationClient } from './database.ts'
import { labelsInForce, listLabels, saveLabels, withdrawOverruled } from './labels.ts'
import { loadUpload } from './load/load-upload.ts'
import { loadingOrganization } from './load/loading.test-data.ts'
import { post, rowsOf, x } from './load/records.test-data.ts'
import { declareOwned } from './parties.ts'
import { inputHash } from './scoring-inputs.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'
import { takeOutUpload } from './undo/take-out-upload.ts'

let tested: TestDatabase

beforeAll(async () => {
  tested = await testDatabase()
})
afterAll(async () => await tested[Symbol.asyncDispose]())

/** A museum that has said three things of its own, the first of them drawn for the check with probability 1/4. */
async function museum() {
  const organization = await loadingOrganization(tested.database)
  const { id } = organization
  const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
    withOrganization(tested.database, id, work)
  await within((tx) => declareOwned(tx, id, [x('us')]))
  const uploadId = await organization.load(rowsOf(['1', '2', '3'].map((number) => post(number))))
  await within(async (tx) => {
    await readAll(tx, id)
    await saveCheck(tx, id, WINTER.name, [{ id: 'x:1', order: 1, inclusionProbability: 0.25 }])
  })
  const postId = async (number: string): Promise<string> => {
    const found = (await within((tx) => frameOfQuarter(tx, WINTER))).find((each) => each.id === `x:${number}`)
    if (found === undefined) throw new Error(`no post ${number}`)
    return found.postId
  }
  const label = async (
    number: string,
    labels: Parameters<typeof saveLabels>[2]['said'][0]['labels'],
    picked: Picked,
  ) => {
    const said = [{ postId: await postId(number), labels }]
    return await within((tx) => saveLabels(tx, id, { said, picked, setBy: 'key:7' }))
  }
  const inForce = () => within(labelsInForce)
  return { ...organization, uploadId, within, postId, label, inForce, hash: () => within(inputHash) }
}

test('what the check had people say holds with its sampling weight; what was overruled has none', async () => {
  const { postId, label, inForce } = await museum()
  await label('1', saying('thanks'), 'check')
  await label('2', { toxic: true }, 'overruled')
  const held = await inForce()
  expect(held).toHaveLength(12)
  expect(held.find(({ signal, picked }) => signal === 'thanks' && picked === 'check')).toEqual({
    postId: await postId('1'),
    signal: 'thanks',
    label: true,
    picked: 'check',
    checkLabel: true,
    samplingWeight: 4,
  })
  expect(held.find(({ picked }) => picked === 'overruled')).toEqual({
    postId: await postId('2'),
    signal: 'toxic',
    label: true,
    picked: 'overruled',
    checkLabel: null,
    samplingWeight: null,
  })
})

test('who disagrees with the check changes the label that is shown and not the one that a share is made of', async () => {
  const { id, within, postId, label, inForce } = await museum()
  await label('1', saying('thanks'), 'check')
  await label('1', { thanks: false }, 'overruled')
  const thanks = async () => (await inForce()).find(({ signal }) => signal === 'thanks')
  expect(await thanks()).toMatchObject({ label: false, picked: 'overruled', checkLabel: true, samplingWeight: 4 })
  const overruled = { postId: await postId('1'), signal: 'thanks', setBy: 'key:8' } as const
  expect(await within((tx) => withdrawOverruled(tx, id, overruled))).toBe(true)
  expect(await thanks()).toMatchObject({ label: true, picked: 'check', checkLabel: true })
  expect(await within((tx) => withdrawOverruled(tx, id, overruled))).toBe(false)
})

test('saying the same again adds nothing; what is said later holds; the log keeps all of it', async () => {
  const { within, label, inForce } = await museum()
  expect(await label('1', saying('thanks'), 'check')).toBe(1)
  expect(await label('1', saying('thanks'), 'check')).toBe(0)
  expect(await label('1', saying('asks'), 'check')).toBe(1)
  const carried = (await inForce()).filter(({ label: carries }) => carries)
  expect(carried.map(({ signal }) => signal)).toEqual(['asks'])
  const log = await within((tx) => listLabels(tx, { signal: 'thanks' }, { limit: 9 }))
  expect(log.map(({ label: said, holds, probability, setBy }) => ({ said, holds, probability, setBy }))).toEqual([
    { said: false, holds: true, probability: 0.5, setBy: 'key:7' },
    { said: true, holds: false, probability: 0.5, setBy: 'key:7' },
  ])
})

test('who cannot tell takes the labels of the check back', async () => {
  const { label, inForce } = await museum()
  await label('1', saying('thanks'), 'check')
  const unknown = Object.fromEntries(Object.keys(saying()).map((signal) => [signal, null]))
  expect(await label('1', unknown, 'check')).toBe(1)
  expect(await inForce()).toEqual([])
})

test('a label holds while the post says the same: edited, it is judged anew; put back, it holds again', async () => {
  const { load, label, inForce, within } = await museum()
  await label('1', saying('thanks'), 'check')
  const edited = (text: string, day: string) =>
    load(rowsOf([post('1', { text, edit: { time: Date.parse(day), replaces: [] } })]))
  await edited('other words', '2024-02-02')
  expect(await inForce()).toEqual([])
  expect(await within((tx) => listLabels(tx, { holds: true }, { limit: 9 }))).toEqual([])
  await edited('post 1', '2024-02-03')
  expect(await inForce()).toHaveLength(11)
})

test('a label outlasts an upload that is undone, and holds once the post is loaded again, under another number', async () => {
  const { id, uploadId, postId, label, load, inForce, within } = await museum()
  await label('1', saying('thanks'), 'check')
  const former = await postId('1')
  await withOrganizationClient(tested.database, id, (client) =>
    takeOutUpload(client, id, uploadId, async () => undefined),
  )
  expect(await inForce()).toEqual([])
  expect((await within((tx) => listLabels(tx, {}, { limit: 1 })))[0]).toMatchObject({ postId: null, holds: false })
  await load(rowsOf([post('1')]))
  expect(await postId('1')).not.toBe(former)
  expect((await inForce()).find(({ signal }) => signal === 'thanks')).toMatchObject({
    postId: await postId('1'),
    label: true,
    samplingWeight: 4,
  })
})

test('undoing another upload loads the posts again, and every label still holds', async () => {
  const { id, label, load, inForce } = await museum()
  const rows: SourceRow[] = rowsOf(['1', '2', '3'].map((number) => post(number)))
  await label('1', saying('thanks'), 'check')
  const other = await load(rowsOf([post('9')]))
  await withOrganizationClient(tested.database, id, (client) =>
    takeOutUpload(client, id, other, async ({ id: uploadId }) => {
      const file = {
        name: 'a.csv',
        format: 'hand_made',
        async *read() {
          yield [...rows]
          return { owner: null, coverage: [], notes: [] }
        },
      }
      await loadUpload(client, id, uploadId, [file], { isAgain: true })
    }),
  )
  expect(await inForce()).toHaveLength(11)
})

test('of two people who label one post at once, one’s labels hold whole', async () => {
  const { label, inForce } = await museum()
  for (let round = 0; round < 5; round += 1) {
    const all = saying(...(Object.keys(saying()) as (keyof ReturnType<typeof saying>)[]))
    await Promise.all([label('1', all, 'check'), label('1', saying(), 'check')])
    expect(new Set((await inForce()).map(({ label: said }) => said)).size).toBe(1)
  }
})

test('results rest on labels: the hash changes with what holds and with the weight of a check, and with nothing else', async () => {
  const { id, within, postId, label, hash } = await museum()
  const before = await hash()
  await label('2', { toxic: true }, 'overruled')
  const overruled = await hash()
  expect(overruled).not.toBe(before)
  await within(async (tx) => {
    await withdrawOverruled(tx, id, { postId: await postId('2'), signal: 'toxic', setBy: 'key:7' })
  })
  expect(await hash()).toBe(before)
  await label('1', saying('thanks'), 'check')
  const checked = await hash()
  await label('1', saying('thanks'), 'check')
  expect(await hash()).toBe(checked)
  await within((tx) => saveCheck(tx, id, WINTER.name, [{ id: 'x:1', order: 1, inclusionProbability: 0.5 }]))
  expect(await hash()).not.toBe(checked)
})

test('nobody changes or removes a label, and another organization sees none', async () => {
  const { label, within } = await museum()
  await label('1', saying('thanks'), 'check')
  await expect(within((tx) => tx.updateTable('post_label').set({ label: false }).execute())).rejects.toThrow(
    'permission denied',
  )
  await expect(within((tx) => tx.deleteFrom('post_label').execute())).rejects.toThrow('permission denied')
  const other = await museum()
  expect(await other.inForce()).toEqual([])
  expect(await other.within((tx) => listLabels(tx, {}, { limit: 9 }))).toEqual([])
})

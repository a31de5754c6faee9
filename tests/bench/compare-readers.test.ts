import type { LoadedSet } from '@weft/reading/training/cross-fit'
import { expect, test } from 'vitest'
import { compareReaders, comparisonText } from './compare-readers.ts'

const SET: LoadedSet['set'] = {
  name: 'invented',
  folder: 'invented',
  title: 'Invented',
  attribution: null,
  licence: 'CC0',
  ships: true,
  language: 'en',
  files: ['posts.csv'],
  layout: 'csv',
  text: 'text',
  labels: { thanks: { column: 'label', positive: ['yes'] } },
  foldBy: 'text',
}

const posts = (isThanked: (place: number, thanks: boolean) => boolean): LoadedSet['posts'] =>
  Array.from({ length: 300 }, (_, place) => {
    const thanks = place % 2 === 0
    const text = thanks ? `Many thanks for evening ${place}` : `Doors of room ${place} open at seven`
    return { text, file: 'posts.csv', labels: { thanks: isThanked(place, thanks) } }
  })

test('both readers find a signal that words tell, on posts that they have not learnt from', async () => {
  const compared = await compareReaders([{ set: SET, posts: posts((_, thanks) => thanks) }], () => undefined)
  expect(compared).toMatchObject([{ head: 'thanks', set: 'invented', weft: { auc: 1 } }])
  const [{ posts: measured, positives, fasttext }] = compared as [(typeof compared)[number]]
  expect(fasttext.auc).toBeGreaterThan(0.95)
  expect(measured).toBeLessThan(200)
  expect(positives).toBeLessThan(measured)
  expect(comparisonText(compared)).toMatch(/^thanks, invented +\d+ posts {2}AUC 1\.000 beside [\d.]+ {2}F1 /)
})

test('labels by chance are read by chance: what is measured on was not learnt from', async () => {
  const byChance = posts((place) => (place * 7_919) % 13 < 6)
  const [row] = await compareReaders([{ set: SET, posts: byChance }], () => undefined)
  for (const { auc } of [row!.weft, row!.fasttext]) expect(Math.abs(auc - 0.5)).toBeLessThan(0.2)
})

test('a set that may not ship teaches nothing here either', async () => {
  const research = { ...SET, ships: false }
  expect(await compareReaders([{ set: research, posts: posts((_, thanks) => thanks) }], () => undefined)).toEqual([])
})

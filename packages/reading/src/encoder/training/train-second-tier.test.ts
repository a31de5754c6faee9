import { seededRandom } from '@weft/model/seeded-random'
import { describe, expect, it } from 'vitest'
import type { LoadedSet } from '../../training/cross-fit.ts'
import type { LabelledSet } from '../../training/labelled-set.ts'
import { fakeEncoder } from '../fake-encoder.test-data.ts'
import { decodeSecondHeads } from '../second-heads.ts'
import { secondReader } from '../second-reader.ts'
import { EMBEDDING_LENGTH } from '../sentence-encoder.ts'
import { trainSecondTier } from './train-second-tier.ts'

const SET: LabelledSet = {
  name: 'invented',
  folder: 'invented',
  title: 'Invented requests',
  attribution: null,
  licence: 'CC0',
  ships: true,
  language: 'en',
  files: ['posts.csv'],
  layout: 'csv',
  text: 'text',
  labels: { asks: { column: 'asks', positive: ['1'] } },
  foldBy: 'text',
}

const ROOMS = [
  'loom room',
  'gallery',
  'archive',
  'garden',
  'workshop',
  'library',
  'shop',
  'tower',
  'cellar',
  'courtyard',
]
const DAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
  'holiday',
  'morning',
  'evening',
]

/**
 * Two hundred posts about a hundred things: half of them ask, and no other word tells them from the rest. People who label
 * err: one label in ten is wrong.
 */
function posts(asking: string, telling: string): LoadedSet['posts'] {
  const texts = ROOMS.flatMap((room) =>
    DAYS.flatMap((day) => [`${asking} the ${room} on ${day}`, `${telling} the ${room} on ${day}`]),
  )
  const random = seededRandom('those who label err')
  return texts.map((text) => {
    const isRight = random() >= 0.1
    return { text, file: 'posts.csv', labels: { asks: text.startsWith(asking) === isRight } }
  })
}

const TAUGHT: LoadedSet = { set: SET, posts: posts('Kindly describe', 'Visitors enjoyed') }
const MEASURED: LoadedSet = {
  set: { ...SET, name: 'research', ships: false },
  posts: posts('Kindly explain', 'Children enjoyed'),
}

describe('training the second tier', () => {
  it('makes the same bytes of the same sets', async () => {
    const [once, again] = [
      await trainSecondTier([TAUGHT], fakeEncoder(), 'first'),
      await trainSecondTier([TAUGHT], fakeEncoder(), 'first'),
    ]
    expect(again.file).toEqual(once.file)
  })

  it('tells posts apart that it has not seen, by what they share with those it learnt from', async () => {
    const { heads, manifest } = await trainSecondTier([TAUGHT, MEASURED], fakeEncoder(), 'first')
    expect(heads.heads).toEqual(['asks'])
    expect(manifest.heads.asks!.measured.map(({ set, auc }) => [set, auc > 0.7])).toEqual([
      ['invented', true],
      ['research', true],
    ])
    expect(manifest.heads.asks!.learntFrom).toEqual([{ set: 'invented', posts: 200, positives: 106 }])
  })

  it('learns nothing from a set that must not ship, and names only those it learnt from', async () => {
    const alone = await trainSecondTier([TAUGHT], fakeEncoder(), 'first')
    const beside = await trainSecondTier([TAUGHT, MEASURED], fakeEncoder(), 'first')
    expect(beside.file.weights).toBe(alone.file.weights)
    expect(beside.manifest.sets.map(({ name }) => name)).toEqual(['invented'])
    expect((await trainSecondTier([MEASURED], fakeEncoder(), 'first')).heads.heads).toEqual([])
  })

  it('neither embeds nor learns from another language', async () => {
    const encoder = fakeEncoder()
    const german: LoadedSet = {
      set: { ...SET, name: 'deutsch', language: 'de' },
      posts: posts('Bitte nennt', 'Gern gesehen'),
    }
    const { heads } = await trainSecondTier([german], encoder, 'first')
    expect(heads.heads).toEqual([])
    expect(encoder.embedded).toEqual([])
  })

  it('leaves out a post that says nothing but a link', async () => {
    const link = { text: 'https://loomgate.example', file: 'posts.csv', labels: { asks: true } }
    const { manifest } = await trainSecondTier([{ ...TAUGHT, posts: [...TAUGHT.posts, link] }], fakeEncoder(), 'first')
    expect(manifest.heads.asks!.learntFrom[0]!.posts).toBe(200)
  })

  it('writes a file that reads posts as it was trained to', async () => {
    const { file } = await trainSecondTier([TAUGHT], fakeEncoder(), 'first')
    const heads = decodeSecondHeads(Buffer.from(file.weights, 'base64'))
    expect(heads.weights).toHaveLength(EMBEDDING_LENGTH)
    const first = {
      version: 'first',
      quality: { version: 'first', languages: ['en'], signals: {} as never },
      read: () => ({ language: 'en', languageReliable: true, signals: { asks: 0.5 } as never, review: {} }),
    }
    expect(file.first).toBe('first')
    const reader = secondReader(first, fakeEncoder(), { ...file, heads, quality: {} })
    const [asks, tells] = await reader.read([
      { text: 'Kindly describe the bridge', platformLanguage: null },
      { text: 'Visitors enjoyed the bridge', platformLanguage: null },
    ])
    expect(asks!.signals!.asks).toBeGreaterThan(tells!.signals!.asks)
  })
})

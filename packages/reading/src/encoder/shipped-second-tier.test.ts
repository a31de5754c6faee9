import { createHash } from 'node:crypto'
import { SIGNALS } from '@weft/model/signal'
import { beforeAll, describe, expect, it } from 'vitest'
import { shippedManifest } from '../manifest.ts'
import type { PostReader } from '../post-reader.ts'
import type { Reader } from '../reader.ts'
import { KNOWN_SETS } from '../training/known-sets.ts'
import { encodeSecondHeads } from './second-heads.ts'
import { secondReader } from './second-reader.ts'
import { shippedSecondManifest, shippedSecondTier } from './shipped-second-tier.ts'
import { SECOND_HEADS } from './training/train-second-tier.ts'
import { openUniversalSentenceEncoder } from './universal-sentence-encoder.ts'

/** A first tier without an opinion: what differs between posts is the second tier's. */
const UNDECIDED: Reader = {
  version: shippedManifest.version,
  quality: { version: shippedManifest.version, languages: ['en'], signals: {} as Reader['quality']['signals'] },
  read: () => ({
    language: 'en',
    languageReliable: true,
    signals: Object.fromEntries(SIGNALS.map((signal) => [signal, 0.5])) as Record<(typeof SIGNALS)[number], number>,
    review: {},
  }),
}

let reader: PostReader

beforeAll(async () => {
  reader = secondReader(UNDECIDED, await openUniversalSentenceEncoder('nowhere'), shippedSecondTier)
})

describe('the second tier that ships', () => {
  it.each([
    ['asks', 'Please send me the list of speakers by Friday.', 'The speakers arrived on Friday.'],
    ['question', 'I wonder why the tower leans like that?', 'The tower leans.'],
    [
      'praise_of_other',
      'What a brilliant piece of work by the youth orchestra!',
      'The youth orchestra meets on Mondays.',
    ],
    ['difficulty', 'I am heartbroken and scared of what comes next.', 'The gallery opens at nine.'],
    ['toxic', 'You are a disgusting idiot, shut up.', 'You are welcome at our table.'],
  ] as const)('finds more %s where it is than where it is not', async (signal, having, lacking) => {
    const [one, other] = await reader.read([having, lacking].map((text) => ({ text, platformLanguage: 'en' })))
    expect(one!.signals![signal]).toBeGreaterThan(other!.signals![signal] + 0.05)
  })

  it('belongs to the first tier that ships', () => {
    expect(shippedSecondTier.first).toBe(shippedManifest.version)
  })

  it('has the weights that its manifest says', () => {
    const digest = createHash('sha256').update(encodeSecondHeads(shippedSecondTier.heads)).digest('hex')
    expect(digest).toBe(shippedSecondManifest.sha256)
    expect(shippedSecondTier.heads.heads).toEqual([...SECOND_HEADS])
    expect(Object.keys(shippedSecondManifest.heads)).toEqual([...SECOND_HEADS])
  })

  it('learnt only from sets whose licence lets weights ship', () => {
    for (const { name } of shippedSecondManifest.sets) {
      expect(KNOWN_SETS.find((set) => set.name === name)?.ships, name).toBe(true)
    }
    const sets = shippedSecondManifest.sets.map(({ name }) => name)
    for (const { learntFrom } of Object.values(shippedSecondManifest.heads)) {
      for (const { set } of learntFrom) expect(sets).toContain(set)
    }
  })

  it('agrees with the first tier: what it says weighs in every head', () => {
    for (const weight of shippedSecondTier.heads.firstWeights) expect(weight).toBeGreaterThan(0.2)
  })

  it('has thresholds that label fewer, usually, and more', () => {
    for (const { thresholds } of Object.values(shippedSecondManifest.heads)) {
      expect(thresholds.strict).toBeGreaterThan(thresholds.usual)
      expect(thresholds.usual).toBeGreaterThan(thresholds.lax)
    }
  })
})

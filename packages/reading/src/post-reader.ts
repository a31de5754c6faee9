import type { ReaderQuality } from '@weft/model/signal'
import { openReader, type ReadPost } from './reader.ts'

/** A post to read. */
export interface PostToRead {
  text: string
  /** The platform's own guess, a BCP 47 tag. */
  platformLanguage: string | null
}

/** Reads posts many at a time: whatever tiers and heads it is made of, this is what a chain of work asks for. */
export interface PostReader {
  /** Names all it is made of: changes whenever any reading can change. */
  readonly version: string
  /** What is known of its errors. */
  readonly quality: ReaderQuality
  /**
   * Readings of posts in their order. The same text gives the same reading, whatever stands beside it. Never throws for a
   * text.
   */
  read(posts: readonly PostToRead[]): Promise<ReadPost[]>
}

/** Opens the first tier that ships, many posts at a time. As costly as `openReader`. */
export async function openFirstTier(): Promise<PostReader> {
  const reader = await openReader()
  return {
    version: reader.version,
    quality: reader.quality,
    read: async (posts) => posts.map(({ text, platformLanguage }) => reader.read(text, platformLanguage)),
  }
}

import { openThreadedEncoder } from '@weft/graph/threaded-encoder'
import { secondReader } from '@weft/reading/encoder/second-reader'
import { shippedSecondTier } from '@weft/reading/encoder/shipped-second-tier'
import { openFirstTier, type PostReader } from '@weft/reading/post-reader'
import { openReader } from '@weft/reading/reader'
import type { SentenceEncoderSettings } from '@weft/store/settings'

/**
 * Opens the reader of posts that an installation asks for: the first tier, or both. Dispose of it when nothing is left to
 * read.
 *
 * @throws {EncoderNotInstalled} where the second tier is on and its packages are absent.
 */
export async function openPostReader({ isOn, folder }: SentenceEncoderSettings): Promise<PostReader & AsyncDisposable> {
  if (!isOn) return { ...(await openFirstTier()), [Symbol.asyncDispose]: () => Promise.resolve() }
  const encoder = await openThreadedEncoder(folder)
  try {
    const reader = secondReader(await openReader(), encoder, shippedSecondTier)
    return { ...reader, [Symbol.asyncDispose]: () => encoder[Symbol.asyncDispose]() }
  } catch (error) {
    await encoder[Symbol.asyncDispose]()
    throw error
  }
}

// The thread of openThreadedEncoder(): says whether it could open the encoder, then embeds texts whenever it is told.
import { parentPort, workerData } from 'node:worker_threads'
import { EMBEDDING_LENGTH } from '@weft/reading/encoder/sentence-encoder'
import { EncoderNotInstalled, openUniversalSentenceEncoder } from '@weft/reading/encoder/universal-sentence-encoder'

/** How opening went: the encoder's version, or `null` where it is not installed. */
export interface Opened {
  version: string | null
}

const encoder = await openUniversalSentenceEncoder((workerData as { folder: string }).folder).catch(
  (error: unknown) => {
    if (error instanceof EncoderNotInstalled) return null
    throw error
  },
)

parentPort?.on('message', (texts: readonly string[]) => {
  void embed(texts)
})
const opened: Opened = { version: encoder?.version ?? null }
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is of windows, not of threads
parentPort?.postMessage(opened)

/** Answers with all embeddings behind one another, handed over rather than copied. What goes wrong ends the thread. */
async function embed(texts: readonly string[]): Promise<void> {
  const embeddings = await encoder!.embed(texts)
  const joined = new Float32Array(texts.length * EMBEDDING_LENGTH)
  for (const [place, embedding] of embeddings.entries()) joined.set(embedding, place * EMBEDDING_LENGTH)
  parentPort?.postMessage(joined, [joined.buffer])
}

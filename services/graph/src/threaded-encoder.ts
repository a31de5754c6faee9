import { once } from 'node:events'
import { extname } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { startThread as startThreadOf } from '@weft/network/start-thread'
import { EMBEDDING_LENGTH, type SentenceEncoder } from '@weft/reading/encoder/sentence-encoder'
import { EncoderNotInstalled } from '@weft/reading/encoder/universal-sentence-encoder'
import type { Opened } from './encoder-thread.ts'

/** The encoder's thread ended while it was at work: out of memory, most likely. The next call starts another. */
export class EncoderThreadEnded extends Error {
  override name = 'EncoderThreadEnded'
  constructor(exitCode: number) {
    super(`the sentence encoder's thread ended with code ${exitCode}; it may have run out of memory`)
  }
}

type StartThread = typeof startThreadOf

const ENTRY = new URL(`./encoder-thread${extname(import.meta.url)}`, import.meta.url)

/**
 * Opens the Universal Sentence Encoder in a thread of its own, so that whatever else the process does goes on while it
 * embeds: 130 MB, and one core while it works. Dispose of it to end the thread. `startThread` is how threads start.
 *
 * @throws {EncoderNotInstalled} when it lies neither in the folder nor among Weft's own packages.
 */
export async function openThreadedEncoder(
  folder: string,
  startThread: StartThread = startThreadOf,
): Promise<SentenceEncoder & AsyncDisposable> {
  const opened = await start(folder, startThread)
  let { thread } = opened
  let hasEnded = watch(thread)
  let last: Promise<unknown> = Promise.resolve()

  async function ask(texts: readonly string[]): Promise<Float32Array[]> {
    if (hasEnded()) {
      thread = (await start(folder, startThread)).thread
      hasEnded = watch(thread)
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is of windows, not of threads
    thread.postMessage(texts)
    const joined = (await answerOf(thread)) as Float32Array
    return texts.map((_, place) => joined.subarray(place * EMBEDDING_LENGTH, (place + 1) * EMBEDDING_LENGTH))
  }

  return {
    version: opened.version,
    embed(texts) {
      // One after the other: the thread has one core, and answers need no names.
      const embedded = last.then(() => ask(texts))
      last = embedded.catch(() => undefined)
      return embedded
    },
    async [Symbol.asyncDispose]() {
      await thread.terminate()
    },
  }
}

async function start(folder: string, startThread: StartThread): Promise<{ thread: Worker; version: string }> {
  const thread = startThread(ENTRY, { folder })
  const { version } = (await answerOf(thread)) as Opened
  if (version !== null) return { thread, version }
  await thread.terminate()
  throw new EncoderNotInstalled(folder)
}

/** Tells whether a thread has ended by now. Its errors are told to whoever waits for an answer. */
function watch(thread: Worker): () => boolean {
  let hasEnded = false
  thread.once('exit', () => {
    hasEnded = true
  })
  thread.on('error', () => undefined)
  return () => hasEnded
}

/** The thread's next message, which the process stays alive for; an idle thread keeps it no longer. Throws what it died of. */
async function answerOf(thread: Worker): Promise<unknown> {
  thread.ref()
  const settled = new AbortController()
  const { signal } = settled
  const ended = once(thread, 'exit', { signal }).then(([exitCode]) => {
    throw new EncoderThreadEnded(exitCode as number)
  })
  try {
    const [message] = (await Promise.race([once(thread, 'message', { signal }), ended])) as [unknown]
    return message
  } finally {
    settled.abort()
    thread.unref()
  }
}

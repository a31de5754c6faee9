import { Worker } from 'node:worker_threads'
import { startThread } from '@weft/network/start-thread'
import { EncoderNotInstalled, openUniversalSentenceEncoder } from '@weft/reading/encoder/universal-sentence-encoder'
import { expect, test } from 'vitest'
import { EncoderThreadEnded, openThreadedEncoder } from './threaded-encoder.ts'

/** What the thread says where the encoder is not installed; here it always is. */
const SAYS_ABSENT = `require('node:worker_threads').parentPort.postMessage({ version: null })`

const SENTENCES = Array.from({ length: 200 }, (_, day) => `We open at ${day} and close when the last visitor has left.`)

test('embeds as the encoder itself does, in the order of the texts, also when asked many times at once', async () => {
  await using threaded = await openThreadedEncoder('nowhere')
  const itself = await openUniversalSentenceEncoder('nowhere')
  expect(threaded.version).toBe(itself.version)
  const [some, none, others] = await Promise.all([
    threaded.embed(SENTENCES.slice(0, 3)),
    threaded.embed([]),
    threaded.embed(SENTENCES.slice(3, 5)),
  ])
  expect(none).toEqual([])
  expect([...some, ...others]).toEqual(await itself.embed(SENTENCES.slice(0, 5)))
})

test('the process goes on with other things while it embeds', async () => {
  await using threaded = await openThreadedEncoder('nowhere')
  let turns = 0
  const turning = setInterval(() => turns++, 1)
  await threaded.embed(SENTENCES)
  clearInterval(turning)
  // In the process itself it lets others have a turn once for sixteen texts.
  expect(turns).toBeGreaterThan((4 * SENTENCES.length) / 16)
})

test('a thread that died is told of once, and the next call has another', async () => {
  const threads: Worker[] = []
  await using threaded = await openThreadedEncoder('nowhere', (...said) => {
    threads.push(startThread(...said))
    return threads.at(-1)!
  })
  const embedding = threaded.embed(SENTENCES)
  const [ended] = await Promise.allSettled([embedding, threads[0]!.terminate()])
  expect(ended).toMatchObject({ status: 'rejected', reason: expect.any(EncoderThreadEnded) })
  expect(await threaded.embed(SENTENCES.slice(0, 2))).toHaveLength(2)
  await threads[1]!.terminate()
  expect(await threaded.embed(SENTENCES.slice(0, 2))).toHaveLength(2)
  expect(threads).toHaveLength(3)
})

test('a folder without it is told of before anything is asked of it, with what to type', async () => {
  const opening = openThreadedEncoder('/srv/weft/encoder', () => new Worker(SAYS_ABSENT, { eval: true }))
  await expect(opening).rejects.toThrow(EncoderNotInstalled)
  await expect(opening).rejects.toThrow('npm install --prefix "/srv/weft/encoder"')
})

test('disposed of while it embeds, it says so and does not hang', async () => {
  const threaded = await openThreadedEncoder('nowhere')
  const embedding = threaded.embed(SENTENCES)
  const [ended] = await Promise.allSettled([embedding, threaded[Symbol.asyncDispose]()])
  expect(ended).toMatchObject({ status: 'rejected', reason: expect.any(EncoderThreadEnded) })
})

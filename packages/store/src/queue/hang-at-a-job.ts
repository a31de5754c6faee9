import { openQueue } from '../queue.ts'

/** A process that takes a job and never finishes it, for a test to kill. */
const queue = await openQueue(process.argv[2] ?? '')
queue.work('score_quarters', async () => {
  process.stdout.write('working\n')
  await new Promise(() => undefined)
})

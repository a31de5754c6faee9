// The process of one contestant: does its work once and tells what it took.
import type { Measurement } from './benchmark.ts'
import { BENCHMARKS } from './benchmarks.ts'

/** What the process is told: which work, and on what. */
export interface Task {
  benchmark: string
  contestant: string
  input: unknown
}

/** What it tells back. */
export interface Told extends Measurement {
  digest: string | null
}

async function perform({ benchmark, contestant, input }: Task): Promise<Told> {
  const found = await BENCHMARKS[benchmark]?.()
  const bring = found?.contestants[contestant]
  if (bring === undefined) throw new Error(`no contestant ${contestant} in ${benchmark}`)
  const work = await bring()
  const before = process.cpuUsage()
  const start = performance.now()
  const outcome = await work(input)
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  const peakMegabytes = process.resourceUsage().maxRSS / 1024
  return { seconds, cpuSeconds: (user + system) / 1e6, peakMegabytes, ...outcome }
}

const task = await new Promise<Task>((resolve) => process.once('message', resolve))
process.send?.(await perform(task))
process.disconnect()

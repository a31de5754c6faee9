// The process of one contestant: does its work once and tells what it took.
import type { Measurement } from './benchmark.ts'
import { BENCHMARKS } from './benchmarks.ts'
import { timed } from './timed.ts'

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
  const { result: outcome, ...times } = await timed(() => work(input))
  return { ...times, peakMegabytes: process.resourceUsage().maxRSS / 1024, ...outcome }
}

const task = await new Promise<Task>((resolve) => process.once('message', resolve))
process.send?.(await perform(task))
process.disconnect()

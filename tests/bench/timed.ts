import type { Measurement } from './benchmark.ts'

/** Does work, waited for, and tells what time it took: wall clock, and of this process on processors. */
export async function timed<Result>(
  work: () => Result | Promise<Result>,
): Promise<{ result: Result } & Pick<Measurement, 'seconds' | 'cpuSeconds'>> {
  const before = process.cpuUsage()
  const start = performance.now()
  const result = await work()
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  return { result, seconds, cpuSeconds: (user + system) / 1e6 }
}

import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Benchmark, comparisonsAt, type Measurement } from './benchmark.ts'
import type { Task, Told } from './contestant.ts'

/** What contestants took, by their names, a measurement for each repetition. */
export type Measurements = Record<string, Measurement[]>

/**
 * Runs every contestant once in each repetition, one after another, so that a busy minute of the machine falls on all
 * of them; each time in a new process. Throws where two that are compared found different things.
 */
export async function measure(
  name: string,
  benchmark: Benchmark<unknown>,
  rows: number,
  input: unknown,
  repetitions: number,
): Promise<Measurements> {
  const measurements: Measurements = {}
  const digests: Record<string, string> = {}
  for (let repetition = 1; repetition <= repetitions; repetition++) {
    for (const contestant of Object.keys(benchmark.contestants)) {
      const { digest, ...measurement } = await inOwnProcess({ benchmark: name, contestant, input })
      if (digest !== null) {
        for (const other of [contestant, ...comparedWith(contestant, benchmark, rows)]) {
          const found = digests[other]
          if (found === undefined || found === digest) continue
          throw new Error(`${contestant} found ${digest} where ${other} found ${found}`)
        }
        digests[contestant] = digest
      }
      ;(measurements[contestant] ??= []).push(measurement)
    }
  }
  return measurements
}

function comparedWith(contestant: string, benchmark: Benchmark<unknown>, rows: number): string[] {
  return comparisonsAt(benchmark, rows).flatMap(({ of, to }) => (of === contestant ? to : to === contestant ? of : []))
}

function inOwnProcess(task: Task): Promise<Told> {
  return new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL('contestant.js', import.meta.url))
    // No option of this process's own: a contestant runs as the product does.
    const child = fork(script, [], { execArgv: [] })
    child.once('message', (told: Told) => resolve(told))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${task.benchmark}, ${task.contestant}: ended with status ${code}`)))
    child.send(task)
  })
}

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Measurement } from './benchmark.ts'
import type { NetworkFile } from './network-file.ts'

/** Built, this file lies two folders below `tests`. */
const SOURCE = fileURLToPath(new URL('../../bench/igraph-peer.c', import.meta.url))

const run = promisify(execFile)

/** Some numbers of an answer, by which two tools are held to the same one. */
export type Figures = Readonly<Record<string, number>>

/** A measure that igraph-peer.c knows, as it took it. */
interface IgraphMeasure extends Pick<Measurement, 'seconds' | 'cpuSeconds'> {
  name: string
  figures: Figures
}

/** The C library or the compiler is not there. */
class NoIgraph extends Error {
  override name = 'NoIgraph'
  constructor(cause: unknown) {
    super(
      'the network benchmarks need igraph’s C library and a compiler: apt-get install libigraph-dev pkg-config gcc',
      {
        cause,
      },
    )
  }
}

/** Compiles the peer into a folder; its path. Throws {@link NoIgraph}. */
export async function compileIgraphPeer(folder: string): Promise<string> {
  const program = join(folder, 'igraph-peer')
  try {
    const { stdout } = await run('pkg-config', ['--cflags', '--libs', 'igraph'])
    await run('cc', ['-O2', SOURCE, '-o', program, ...stdout.trim().split(/\s+/), '-lm'])
  } catch (error) {
    throw new NoIgraph(error)
  }
  return program
}

/**
 * Has igraph measure a network, all in one process: `sources` are of betweenness and harmonic. Each measure is timed by
 * itself; reading the file is not, nor is building the graph unless `build` is the first measure.
 */
export async function runIgraphPeer(
  program: string,
  { path, accounts }: NetworkFile,
  measures: readonly string[],
  sources: ArrayLike<number> = [],
): Promise<{ measures: IgraphMeasure[]; peakMegabytes: number }> {
  const words = [path, String(accounts), measures.join(), Array.from(sources).join()]
  // One thread, as ours: its linear algebra and its PageRank would take all there are.
  const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' }
  const { stdout } = await run(program, words, { env })
  return JSON.parse(stdout) as { measures: IgraphMeasure[]; peakMegabytes: number }
}

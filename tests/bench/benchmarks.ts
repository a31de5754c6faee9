import type { Benchmark } from './benchmark.ts'

/** Every benchmark by its name, in the order in which they run. Only the one that is wanted is loaded. */
export const BENCHMARKS: Readonly<Record<string, () => Promise<Benchmark<unknown>>>> = {
  'read-table': async () => (await import('./read-table.ts')).readTable,
  'read-json': async () => (await import('./read-json.ts')).readJson,
  'read-native': async () => (await import('./read-native.ts')).readNative,
  'read-large': async () => (await import('./read-large.ts')).readLarge,
  ingest: async () => (await import('./ingest.ts')).ingest,
  'ingest-memory': async () => (await import('./ingest-memory.ts')).ingestMemory,
  'read-posts': async () => (await import('./read-posts.ts')).readPosts,
  'score-quarter': async () => (await import('./score-quarter.ts')).scoreQuarterBench,
  'network-database': async () => (await import('./network-database.ts')).networkDatabase,
  'network-index': async () => (await import('./network-index.ts')).networkIndex,
  'network-kernels': async () => (await import('./network-kernels.ts')).networkKernels,
  'network-memory': async () => (await import('./network-memory.ts')).networkMemory,
  'network-betweenness': async () => (await import('./network-betweenness.ts')).networkBetweenness,
  'network-threads': async () => (await import('./network-threads.ts')).networkThreads,
  'network-louvain': async () => (await import('./network-louvain.ts')).networkLouvain,
  'network-suite': async () => (await import('./network-suite.ts')).networkSuite,
}

/** Those that take so long that they run only when they are named. */
export const LONG: ReadonlySet<string> = new Set(['ingest-memory'])

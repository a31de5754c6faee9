import { join } from 'node:path'
import { type Network, networkFromTies } from '@weft/network/network'
import { sourceSample } from '@weft/network/source-sample'
import type { Outcome } from './benchmark.ts'
import { compileIgraphPeer, runIgraphPeer } from './igraph-peer.ts'
import { type NetworkFile, readNetworkFile, writeNetworkFile } from './network-file.ts'
import { digestOf, type NetworkMeasure, SAMPLE } from './network-measures.ts'

/** A made network, and the peer that measures it too. */
export interface NetworkInput {
  file: NetworkFile
  ties: number
  peer: string
}

export async function prepareNetwork({ folder, rows }: { folder: string; rows: number }) {
  const peer = await compileIgraphPeer(folder)
  const file = await writeNetworkFile(join(folder, 'ties'), rows)
  return { input: { file, ties: rows, peer } satisfies NetworkInput }
}

/** A made network with the sample of sources from which shortest ways are walked on both sides. */
export interface SampledInput extends NetworkInput {
  sources: number[]
}

export async function prepareSampled(preparation: { folder: string; rows: number }) {
  const { input } = await prepareNetwork(preparation)
  const { sources } = sourceSample(await readNetwork(input.file), SAMPLE)
  return { input: { ...input, sources: [...sources] } satisfies SampledInput }
}

export async function readNetwork(file: NetworkFile): Promise<Network> {
  const { accounts, from, to, weight } = await readNetworkFile(file)
  return networkFromTies(accounts, from, to, weight)
}

/** Has igraph take measures in one process; what it timed of them, added up, is what they took. */
export async function igraphTakes(
  { peer, file, ties }: NetworkInput,
  wanted: readonly Pick<NetworkMeasure, 'igraph' | 'isSame'>[],
  sources: ArrayLike<number> = [],
): Promise<Outcome> {
  const names = wanted.map(({ igraph }) => igraph)
  const { measures, peakMegabytes } = await runIgraphPeer(peer, file, names, sources)
  const digests = measures.filter((_, i) => wanted[i]?.isSame === true).map(({ figures }) => digestOf(figures))
  return {
    work: ties,
    digest: digests.length === 0 ? null : digests.join('; '),
    seconds: measures.reduce((sum, { seconds }) => sum + seconds, 0),
    cpuSeconds: measures.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    peakMegabytes,
  }
}

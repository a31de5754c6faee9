import type { Quarter } from '@weft/model/quarter'
import { type Database, withOrganization, withOrganizationClient } from '@weft/store/database'
import { findNetwork, removeNetworksExcept, replaceNetworkResult } from '@weft/store/network-results'
import { readQuarterTies } from '@weft/store/quarter-ties'
import { measureQuarter } from './measure-quarter.ts'
import { type MeasuredOn, networkHash } from './network-hash.ts'
import { coverageOfQuarter } from './quarter-facts.ts'
import { quarterNetworks } from './quarter-networks.ts'
import { SEED } from './result-hash.ts'

interface MeasureQuartersOptions {
  /** Told which quarter is measured, and how far all have come, 0 to 1. */
  onProgress: (quarter: Quarter, share: number) => void
  signal: AbortSignal
}

/**
 * Measures the networks of those quarters, oldest first, whose inputs differ from what their kept network was measured
 * on, and keeps each as soon as it is whole. Networks of other quarters are taken out.
 *
 * Rows come out of the database as columns and go back by COPY: memory is that of two quarters' networks. Throws the
 * signal's reason when it is told to end; what was kept until then stays.
 */
export async function measureQuarters(
  database: Database,
  organizationId: string,
  quarters: readonly Quarter[],
  { onProgress, signal }: MeasureQuartersOptions,
): Promise<void> {
  let last: MeasuredOn | null = null
  for (const [place, quarter] of quarters.entries()) {
    signal.throwIfAborted()
    const report = (share: number): void => onProgress(quarter, (place + share) / quarters.length)
    report(0)
    const now = await readMeasuredOn(database, organizationId, quarter)
    // After a gap there is no quarter before to compare with.
    const before: MeasuredOn | null = last?.networks.quarter.to === quarter.from ? last : null
    last = now
    const inputHash = networkHash(now, before, SEED)
    const kept = await withOrganization(database, organizationId, (tx) => findNetwork(tx, quarter.name))
    if (kept?.inputHash === inputHash) continue
    const { network, measures } = await measureQuarter(now, before, { seed: SEED, onProgress: report, signal })
    await withOrganizationClient(database, organizationId, (client) =>
      replaceNetworkResult(client, organizationId, { quarter: quarter.name, inputHash, network }, measures),
    )
  }
  await withOrganization(database, organizationId, (tx) =>
    removeNetworksExcept(
      tx,
      quarters.map(({ name }) => name),
    ),
  )
}

async function readMeasuredOn(database: Database, organizationId: string, quarter: Quarter): Promise<MeasuredOn> {
  const ties = await withOrganizationClient(database, organizationId, (client) => readQuarterTies(client, quarter), {
    oneSnapshot: true,
  })
  return {
    networks: quarterNetworks(quarter, ties),
    coverage: await withOrganization(database, organizationId, (tx) => coverageOfQuarter(tx, quarter)),
  }
}

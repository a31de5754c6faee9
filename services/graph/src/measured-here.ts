import type { MixingCell, NetworkFigures } from '@weft/model/scores'
import { type AccountMeasures, accountMeasures } from '@weft/network/account-measures'
import { type Brokerage, brokerage } from '@weft/network/brokerage'
import { networkFigures } from '@weft/network/figures'
import { mixing } from '@weft/network/mixing'
import type { Network } from '@weft/network/network'
import type { Parties } from '@weft/network/parties'

export interface Measured {
  measures: AccountMeasures
  figures: NetworkFigures
  mixing: MixingCell[]
  brokerage: Brokerage
}

export async function measureInThreads(
  network: Network,
  parties: Parties,
  owned: (account: number) => boolean,
  { seed, signal }: { seed: number; onProgress?: (share: number) => void; signal?: AbortSignal },
): Promise<Measured> {
  signal?.throwIfAborted()
  const measures = accountMeasures(network, parties, { seed })
  const { betweenness, community } = measures
  return {
    measures,
    figures: networkFigures(network, parties, owned, { seed, betweenness, community }),
    mixing: mixing(network, parties, seed) ?? [],
    brokerage: brokerage(network, parties),
  }
}

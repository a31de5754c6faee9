import { createHash } from 'node:crypto'
import type { Coverage } from '@weft/model/coverage'
import type { QuarterNetworks } from './quarter-networks.ts'

/** Goes up whenever a figure or measure is computed otherwise: networks kept from before are then measured again. */
export const MEASURING_METHOD = 2

/**
 * The name of a quarter's network: a hash of everything its figures are computed from, and of nothing else. Same name,
 * same figures, in any database: an upload that brings nothing to a quarter leaves its network as it is.
 *
 * `before` is the quarter before, which the tie ledger compares with; `null` where the data does not cover it.
 */
export function networkHash(now: MeasuredOn, before: MeasuredOn | null, seed: number): string {
  const hash = createHash('sha256').update(`${MEASURING_METHOD} ${seed}\n`)
  for (const of of [now, before]) {
    if (of === null) continue
    const { networks, coverage } = of
    hash.update(`${JSON.stringify([networks.quarter, networks.kinds, coverage, networks.whole.labels])}\n`)
    hash.update(networks.accountKeys)
    for (const [kind, layer] of [['whole', networks.whole] as const, ...Object.entries(networks.layers)]) {
      const { accounts, ties, outStart, outTarget, outWeight, selfLoopsByAccount } = layer.network
      hash.update(`${kind} ${accounts} ${ties}\n`)
      for (const column of [outStart, outTarget, outWeight, selfLoopsByAccount]) hash.update(column)
      hash.update(`${JSON.stringify(layer.labels)}\n`)
    }
  }
  return hash.digest('hex')
}

/** What a quarter's network is measured on. */
export interface MeasuredOn {
  networks: QuarterNetworks
  /** What the uploads can know, directions resolved. */
  coverage: readonly Coverage[]
}

import { type Network, networkFromTies } from './network.ts'

/**
 * A network of relations without direction: each row becomes a tie both ways, of the same weight.
 *
 * A pair given as a-b and again as b-a is one pair whose weights add up. `ties` counts both directions, as for any
 * network, so that density keeps its meaning. Reciprocities of such a network say nothing. Errors as networkFromTies.
 */
export function undirectedNetwork(
  accounts: number,
  one: ArrayLike<number>,
  other: ArrayLike<number>,
  weight?: ArrayLike<number>,
): Network {
  const rows = Array.from({ length: one.length }, (_, row) => row)
  const back = rows.filter((row) => one[row] !== other[row])
  const both = [...rows, ...back]
  const forth = rows.length
  const from = Float64Array.from(both, (row, i) => (i < forth ? one[row]! : other[row]!))
  const to = Float64Array.from(both, (row, i) => (i < forth ? other[row]! : one[row]!))
  return networkFromTies(accounts, from, to, weight && Float64Array.from(both, (row) => weight[row]!))
}

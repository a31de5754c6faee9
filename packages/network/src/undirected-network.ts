import { type Network, networkFromTies } from './network.ts'
import { accountColumn, weightColumn } from './tie-columns.ts'

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
  const rows = one.length
  const forth = accountColumn(one, rows, accounts)
  const back = accountColumn(other, rows, accounts)
  const weights = weight === undefined ? null : weightColumn(weight, rows).weights
  let loops = 0
  for (let row = 0; row < rows; row++) if (forth[row] === back[row]) loops++
  const from = new Int32Array(2 * rows - loops)
  const to = new Int32Array(2 * rows - loops)
  const both = new Float64Array(weights === null ? 0 : 2 * rows - loops)
  from.set(forth)
  to.set(back)
  if (weights !== null) both.set(weights)
  let place = rows
  for (let row = 0; row < rows; row++) {
    if (forth[row] === back[row]) continue
    from[place] = back[row]!
    to[place] = forth[row]!
    if (weights !== null) both[place] = weights[row]!
    place++
  }
  return weights === null ? networkFromTies(accounts, from, to) : networkFromTies(accounts, from, to, both)
}

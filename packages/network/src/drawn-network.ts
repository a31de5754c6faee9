import { type Network, networkFromTies } from './network.ts'

/**
 * A small network as one would draw it, for worked examples: `'a>b b>a:3 d'` is a tie from a to b, one of weight 3
 * back, and d alone. Accounts are single letters; a is 0, b is 1, and so on up to the highest that occurs.
 */
export function drawnNetwork(drawing: string): Network {
  const parts = drawing.split(' ').filter((part) => part !== '')
  const ties = parts.filter((part) => part.includes('>'))
  const accounts = 1 + Math.max(...drawing.match(/[a-z]/g)!.map(numberOf))
  return networkFromTies(
    accounts,
    ties.map((tie) => numberOf(tie[0]!)),
    ties.map((tie) => numberOf(tie[2]!)),
    ties.map((tie) => Number(tie.split(':')[1] ?? 1)),
  )
}

function numberOf(letter: string): number {
  return letter.charCodeAt(0) - 'a'.charCodeAt(0)
}

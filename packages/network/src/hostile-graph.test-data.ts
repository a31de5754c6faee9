import { drawnNetwork } from './drawn-network.ts'
import { type AttributeValue, toGraph } from './graph.ts'

export const HOSTILE_KEYS = ['x:"quoted" \'too\'', 'm:<b>&amp; ]]>', '🧶 Wörk', ' edge\n\tof\r\nlines ']

/** Every kind of attribute, absent first or of a narrower type first; a name that is no XML name. */
export const HOSTILE_ACCOUNTS: Record<string, AttributeValue>[] = [
  { label: 'a', party: null, 'in & out': 1, count: 1, large: 7, isOwned: true, note: '' },
  { label: '<&>"\'', party: 'media', 'in & out': 0.1, count: -2, large: 2 ** 53 - 1, isOwned: false, note: 'é\nü\tö' },
  { label: '🧶', party: null, 'in & out': 1e-12, count: null, large: 2 ** 31, isOwned: null, note: 'x'.repeat(70_000) },
  { label: '0', party: '7', 'in & out': null, count: 0, large: null, isOwned: true, note: null },
]

/** Ties 0>1, 0>2, 1>0 and 3>2. */
export const hostileGraph = () =>
  toGraph(drawnNetwork('a>b:2 b>a:0.5 a>c d>c:9'), {
    key: (account) => HOSTILE_KEYS[account]!,
    account: (account) => HOSTILE_ACCOUNTS[account]!,
    tie: (source, target) => ({ mutual: source + target === 1, share: source === 0 ? target : 0.25, first: null }),
  })

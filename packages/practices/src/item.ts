/** One thing that an indicator counts: a post, an act, a tie, an account. */
export interface Item {
  /** What it is resampled with: its conversation, or the account it rests on. */
  cluster: number
  /** 1 or 0 for a share, else a count. */
  value: number
  /** What it adds to the denominator. */
  size: number
  /** What it is compared by: a category, one of two groups, a pair of parties. */
  group: number
  /** The value to be expected by chance, where an indicator compares with it. */
  expected: number
  /** Where it can be looked up: places in the history. */
  post: number | null
  accounts: readonly number[]
}

/** An item with what its indicator does not use left neutral. */
export function item({
  cluster,
  value,
  size = 1,
  group = 0,
  expected = 0,
  post = null,
  accounts = NONE,
}: Pick<Item, 'cluster' | 'value'> & Partial<Item>): Item {
  return { cluster, value, size, group, expected, post, accounts }
}

const NONE: readonly number[] = []

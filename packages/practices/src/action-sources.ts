import type { Labels } from './labels.ts'
import { labelsOf } from './labels.ts'
import type { QuarterView } from './quarter-view.ts'
import { type Needing, type Scope, scopeOf } from './scope.ts'

/** What every action looks at: the usual labels, and where its needs are covered; `null` where they are not. */
export function actionSources(view: QuarterView, needing: Needing): { labels: Labels; scope: Scope } | null {
  const found = scopeOf(needing, view)
  return found.missing === null ? { labels: labelsOf(view.input, {}), scope: found.scope } : null
}

/** The id that the history gives an account. */
export function accountId(view: QuarterView, account: number): string {
  return view.history.accounts[account]!.id
}

/** "1 reply", "3 replies". */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

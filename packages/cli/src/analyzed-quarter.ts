import type { Action } from '@weft/model/action'
import type { ExportedAccount, ExportedTie } from '@weft/store/quarter-exports'
import type { StoredScores } from '@weft/store/scorecards'

/** A quarter with everything that an analysis writes about it. */
export interface AnalyzedQuarter extends StoredScores {
  accounts: ExportedAccount[]
  ties: ExportedTie[]
  actions: Action[]
}

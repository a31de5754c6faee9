import type { Action } from '@weft/model/action'
import type { ExportedAccount } from '@weft/store/exported-accounts'
import type { Tie } from '@weft/store/networks'
import type { StoredScores } from '@weft/store/scores'

/** A quarter with everything that an analysis writes about it. */
export interface AnalyzedQuarter extends StoredScores {
  accounts: ExportedAccount[]
  ties: Tie[]
  actions: Action[]
}

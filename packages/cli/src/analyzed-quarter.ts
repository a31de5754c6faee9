import type { ListedAction } from '@weft/store/actions'
import type { ExportedAccount } from '@weft/store/exported-accounts'
import type { Tie } from '@weft/store/networks'
import type { StoredScores } from '@weft/store/scores'

/** A quarter with everything that an analysis writes about it. */
export interface AnalyzedQuarter extends StoredScores {
  accounts: ExportedAccount[]
  ties: Tie[]
  actions: ListedAction[]
}

import type { AccountRef } from '@weft/model/account'
import type { Platform } from '@weft/model/platform'
import type { Export } from '@weft/sources/export'
import type { ReadOptions, ReadSummary, SourceRow } from '@weft/sources/format'
import { readRows } from '@weft/sources/read-all'
import { AccountNeeded } from '@weft/sources/refusal'
import type { DetectedExport } from './detect-exports.ts'

/** It is known now whose an export is: everything is to be read again from the beginning. */
export class ReadAgain extends Error {
  override name = 'ReadAgain'
}

/**
 * Whose the exports of an upload are that do not say so themselves, where nobody said so: our only account on their
 * platform. Lasts as long as the upload is tried.
 */
export class AssumedAccounts {
  readonly #onlyAccountOn: (platform: Platform) => Promise<AccountRef | null>
  readonly #assumed = new Map<DetectedExport, AccountRef>()

  constructor(onlyAccountOn: (platform: Platform) => Promise<AccountRef | null>) {
    this.#onlyAccountOn = onlyAccountOn
  }

  /**
   * Reads an export, `exported` being its files as they are followed; a summary says where its account was assumed. Throws {@link ReadAgain} once for each export that
   * needs one, and `AccountNeeded` where we have none on its platform, or several.
   */
  async *read(one: DetectedExport, exported: Export, options: ReadOptions): AsyncGenerator<SourceRow[], ReadSummary> {
    const account = this.#assumed.get(one)
    if (account !== undefined) {
      const summary = yield* readRows(one.format, exported, { ...options, account })
      const name = account.handle === null ? `account ${account.platformId}` : `@${account.handle}`
      const note = `does not say whose it is: taken for that of ${name}, your only account on ${account.platform}`
      return { ...summary, notes: [...summary.notes, note] }
    }
    try {
      return yield* readRows(one.format, exported, options)
    } catch (error) {
      if (!(error instanceof AccountNeeded) || options.account !== undefined) throw error
      const only = await this.#onlyAccountOn(error.platform)
      if (only === null) throw error
      this.#assumed.set(one, only)
      throw new ReadAgain()
    }
  }
}

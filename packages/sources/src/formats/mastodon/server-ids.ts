import type { AccountRef } from '@weft/model/account'
import { type JsonObject, objectAt, objectsAt, textAt } from '../../json-fields.ts'
import { RecentMap } from '../../recent-map.ts'
import { accountRef } from './api-account.ts'
import { fediverseAccount, mentionedAccount } from './fediverse-url.ts'

/** Statuses refer to others of their page, mostly; this much of what came before fits in some 20 MB. */
const IDS_MIN = 25_000

/** A server's own names: what its ids stand for, as its statuses say, and the host that its own accounts leave out. */
export class ServerIds {
  readonly #uris = new RecentMap<string>(IDS_MIN)
  readonly #accounts = new RecentMap<AccountRef>(IDS_MIN)
  #home: string | null = null

  /** From here on, accounts without a host are that host's; `null` where it is not known but by their addresses. */
  set home(host: string | null) {
    this.#home = host
  }

  /** Learns what the ids of a status and its author stand for. */
  learn(status: JsonObject): void {
    const id = textAt(status, 'id')
    const uri = textAt(status, 'uri')
    const account = objectAt(status, 'account')
    const accountId = textAt(account, 'id')
    const author = this.accountRef(account)
    if (id !== null && uri !== null && 'visibility' in status) this.#uris.set(id, uri)
    if (accountId !== null && author !== null) this.#accounts.set(accountId, author)
  }

  /** The address of the status with that id, `null` where it was not met lately. */
  uriOf(id: string | null): string | null {
    return id === null ? null : (this.#uris.get(id) ?? null)
  }

  /** The account with that id, `null` where it was not met lately. */
  accountOf(id: string): AccountRef | null {
    return this.#accounts.get(id) ?? null
  }

  accountRef(account: JsonObject): AccountRef | null {
    return accountRef(account, this.#home)
  }

  /** The accounts that a status names, with the server's ids for them. */
  mentionsOf(status: JsonObject): { id: string | null; account: AccountRef }[] {
    return objectsAt(status, 'mentions').flatMap((mention) => {
      const acct = textAt(mention, 'acct') ?? ''
      const account =
        this.#home !== null && /^[\w.-]+$/.test(acct)
          ? fediverseAccount(acct, this.#home)
          : mentionedAccount(acct, textAt(mention, 'url') ?? '')
      return account === null ? [] : [{ id: textAt(mention, 'id'), account }]
    })
  }
}

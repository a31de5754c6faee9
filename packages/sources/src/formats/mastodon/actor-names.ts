import type { AccountRef } from '@weft/model/account'
import { type JsonObject, objectsAt, textAt } from '../../json-fields.ts'
import { accountOfActorUrl, actorUrlOfStatus, authorOfStatusUrl, mentionedAccount } from './fediverse-url.ts'

/**
 * Whose an address is where the address does not say, or says it wrongly: `@ana@weavers.example` may live at
 * `https://social.weavers.example/users/ana`, or at `…/ap/users/11573`. Mentions have both, the address and the name.
 */
export class ActorNames {
  readonly #names = new Map<string, AccountRef>()

  /** Learns from the mentions of a post; keeps only what the address alone would not have told. */
  learn(note: JsonObject): void {
    for (const { href, account } of mentionsOf(note)) {
      const told = accountOfActorUrl(href)?.handle?.toLowerCase()
      if (told !== account.handle?.toLowerCase()) this.#names.set(href.toLowerCase(), account)
    }
  }

  /** Whose a status is; `null` where neither its address nor any mention says. */
  authorOf(statusUrl: string): AccountRef | null {
    const actor = actorUrlOfStatus(statusUrl)
    return (actor === null ? undefined : this.#names.get(actor.toLowerCase())) ?? authorOfStatusUrl(statusUrl)
  }
}

/** The accounts that a post names, in order, with the addresses it gives for them. */
export function mentionsOf(note: JsonObject): { href: string; account: AccountRef }[] {
  return objectsAt(note, 'tag').flatMap((tag) => {
    const href = textAt(tag, 'href') ?? ''
    const account = tag['type'] === 'Mention' ? mentionedAccount(textAt(tag, 'name') ?? '', href) : null
    return account === null ? [] : [{ href, account }]
  })
}

import type { Action } from '@weft/model/action'
import { isClassified } from '@weft/model/party'
import { accountId, actionSources } from '../action-sources.ts'
import { contributionsIn } from '../acts-toward-us.ts'
import { meetingsOf, pairKey } from '../introductions.ts'
import type { QuarterView } from '../quarter-view.ts'
import type { Scope } from '../scope.ts'

/** One conversation in common can be chance. */
const CONVERSATIONS_MIN = 2

/** A conversation of more voices than this is a crowd; being in it together says little. */
const VOICES_MAX = 30

/**
 * Introductions to make: two outsiders of different parties, both in touch with us this quarter, who wrote in at least
 * two of the same conversations and never had a tie. Conversations in common stand for closeness in topic.
 */
export function introductionsToMake(view: QuarterView): Action[] {
  const sources = actionSources(view, { needs: ['inbound', 'among_others', 'roster'] })
  if (sources === null) return []
  const tiedToUs = contributionsIn(view, view.input.quarter, sources.scope)
  const meetings = meetingsOf(view)
  const pairs = new Map<number, { one: number; other: number; conversations: number }>()
  for (const voices of voicesByConversation(view, sources.scope, tiedToUs)) {
    if (voices.length > VOICES_MAX) continue
    for (const [place, one] of voices.entries()) {
      for (const other of voices.slice(place + 1)) {
        const key = pairKey(view, one, other)
        if (meetings.has(key) || view.partyOf(one) === view.partyOf(other)) continue
        const pair = pairs.get(key)
        if (pair === undefined) pairs.set(key, { one, other, conversations: 1 })
        else pair.conversations++
      }
    }
  }
  return [...pairs.values()]
    .filter(({ conversations }) => conversations >= CONVERSATIONS_MIN)
    .map(({ one, other, conversations }) => ({
      kind: 'introduce',
      practice: 'tending',
      indicator: 'tending.introductions',
      accounts: [accountId(view, one), accountId(view, other)],
      posts: [],
      reason: `A ${partyWords(view, one)} and a ${partyWords(view, other)}, both in touch with us, wrote in ${conversations} of the same conversations this quarter and have no tie.`,
      weight: conversations,
    }))
}

function voicesByConversation(
  view: QuarterView,
  scope: Scope,
  tiedToUs: ReadonlyMap<number, number>,
): Iterable<number[]> {
  const conversations = new Map<number, Set<number>>()
  for (const { author, conversation, time } of view.posts) {
    const voice = view.voiceOf(author)
    if (!tiedToUs.has(voice) || !isClassified(view.partyOf(voice)) || !scope.holds(view.platformOf(author), time)) {
      continue
    }
    const voices = conversations.get(conversation)
    if (voices === undefined) conversations.set(conversation, new Set([voice]))
    else voices.add(voice)
  }
  return Array.from(conversations.values(), (voices) => [...voices].sort((a, b) => a - b))
}

function partyWords(view: QuarterView, voice: number): string {
  return view.partyOf(voice).replace('_', ' ')
}

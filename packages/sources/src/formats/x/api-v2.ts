import type { Coverage } from '@weft/model/coverage'
import { interactionsOfPost } from '@weft/model/interaction'
import type { SourceRecord } from '../../format.ts'
import { asObject, type JsonObject, objectAt, objectsAt, textAt } from '../../json-fields.ts'
import { formatOfJson, type JsonReader } from '../../json-format.ts'
import type { LosslessJson } from '../../lossless-json.ts'
import type { Made } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { readTime } from '../../time.ts'
import { itemsOfAnswer, kindOfAnswer, kindOfItem } from './api-v2-answer.ts'
import { AnswerIncludes, recordsOfTweet, recordsOfUser } from './api-v2-tweet.ts'
import { FollowLists } from './follow-lists.ts'
import { KnownAccounts } from './known-accounts.ts'

/** What the X API v2 gives: pages of tweets and users, as they come, one a line as twarc2 keeps them, or flattened. */
export const xApiV2 = formatOfJson({
  id: 'x_api_v2',
  name: 'X API v2 answers (JSON)',
  howToGet:
    'With twarc: twarc2 search, timeline, mentions, followers or following, with the file as it is or after twarc2 flatten. With any other tool: each answer as JSON, with tweet.fields=author_id,created_at,conversation_id,in_reply_to_user_id,referenced_tweets,entities,note_tweet,public_metrics and expansions=author_id,referenced_tweets.id.author_id.',
  tells:
    'Tweets with text, what they answer, quote and pass on, and how often X counted that they were; profiles with how many follow them; who follows whom, where twarc noted the question.',
  cannotTell:
    'Whether more exists than was asked for. Since when somebody follows. Who a page of accounts follows or liked, where the question was not noted. Whose a tweet is, where author_id was not asked for.',
  lookedFor: 'an answer of the X API v2: "data" with tweets or users',
  kindOf: (first) => kindOfAnswer(asObject(first)),
  reader: (options) => new AnswerReader(options.takenAt ?? null),
})

/** Reads answer by answer; an item is read in the light of the answer that it came in. */
class AnswerReader implements JsonReader<JsonObject> {
  readonly #takenAt: number | null
  readonly #observed = new ObservedCoverage()
  readonly #follows = new FollowLists()
  readonly #accounts = new KnownAccounts()
  #includes = new AnswerIncludes({})
  #time: number | null = null
  #problems = 0
  #loneUsers = 0

  constructor(takenAt: number | null) {
    this.#takenAt = takenAt
  }

  /** The items of an answer, which are read after this. */
  items(value: LosslessJson): JsonObject[] {
    const answer = asObject(value)
    const twarc = objectAt(answer, '__twarc')
    this.#includes = new AnswerIncludes(objectAt(answer, 'includes'))
    this.#time = readTime(textAt(twarc, 'retrieved_at') ?? '')?.time ?? this.#takenAt
    this.#follows.begin(textAt(twarc, 'url') ?? '', objectAt(answer, 'meta'), this.#time)
    this.#problems += objectsAt(answer, 'errors').length
    return itemsOfAnswer(answer)
  }

  record(item: JsonObject): Made {
    switch (kindOfItem(item)) {
      case 'tweets':
        return this.#tweet(item)
      case 'users':
        return this.#user(item)
      case 'lists':
        return { ignored: 'a list of accounts: who is on it is not said here' }
      case 'counts':
        return { ignored: 'counts tweets that match a search: of nobody in particular' }
      case 'compliance':
        return { ignored: 'says that X took something away, not whether it is an account or a tweet' }
      case null:
        return { ignored: 'neither a tweet nor an account' }
    }
  }

  #tweet(item: JsonObject): Made {
    const { post, also, users } = recordsOfTweet(item, this.#includes, this.#time)
    const quotes = also.flatMap((record) =>
      record.type === 'interaction' && record.postId === post.id ? [record.kind] : [],
    )
    const acts = interactionsOfPost(post).map(({ kind }) => kind)
    this.#observed.see('x', ['post', ...acts, ...quotes], post.time, post.text !== null)
    return [post, ...also, ...users.flatMap((user) => this.#profile(user))]
  }

  #user(item: JsonObject): Made {
    const records = recordsOfUser(item, this.#time)
    if (records === null) return { ignored: 'an account without id and name' }
    const [{ account }] = records
    const follow = this.#follows.followOf(account)
    if (follow === null) {
      this.#loneUsers++
      return records
    }
    return [follow, ...this.#profile(item)]
  }

  #profile(user: JsonObject): SourceRecord[] {
    const records = recordsOfUser(user, this.#time)
    return records !== null && this.#accounts.isNew(records[0].account) ? records : []
  }

  coverage(): Coverage[] {
    return [...this.#observed.coverage(), ...this.#follows.coverage()]
  }

  notes(): string[] {
    const notes = this.#follows.notes()
    if (this.#problems > 0) notes.push(`X could not give ${this.#problems} of the things that the answers refer to`)
    if (this.#loneUsers > 0) {
      notes.push(`${this.#loneUsers} accounts are read as profiles only: the file does not say who follows whom`)
    }
    return notes
  }
}

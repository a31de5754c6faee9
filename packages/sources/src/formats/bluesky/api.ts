import { formatOfJson } from '../../json-format.ts'
import { kindOfValue } from './api-answer.ts'
import { AnswerReader } from './api-answer-reader.ts'

/** What Bluesky's API gives: feeds, threads, followers, likes, notifications, records. */
export const blueskyApi = formatOfJson({
  id: 'bluesky_api',
  name: 'Bluesky API answers (JSON)',
  howToGet:
    'With `weft fetch bluesky HANDLE --out FOLDER`. With any other tool: answers of app.bsky.feed.getAuthorFeed, getPostThread, getLikes, app.bsky.graph.getFollowers, app.bsky.notification.listNotifications or com.atproto.repo.listRecords as JSON, one a file or one a line.',
  tells:
    'Posts with text, what they answer, quote and repost; who follows whom; who liked, with dates; from notifications, what others did toward the account; from records, since when it follows others.',
  cannotTell:
    'Since when somebody follows the account, other than from notifications. Who liked or reposted a post, and when, other than from notifications or by asking for it. Whether more exists than was asked for.',
  lookedFor: 'an answer of Bluesky’s API',
  kindOf: kindOfValue,
  reader: (options) => new AnswerReader(options),
})

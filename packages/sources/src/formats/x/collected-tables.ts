import { type AccountRef, foldHandle } from '@weft/model/account'
import { type InteractionRecord, interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { readId, textOf, WrongCell } from '../../cell.ts'
import { isObject } from '../../json-fields.ts'
import { parseLossless } from '../../lossless-json.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { type Cells, formatOfTable, type TableReader } from '../../table-format.ts'
import { timeOfSnowflake } from './snowflake.ts'
import {
  handlesIn,
  mentionsOfTweet,
  NO_PARENT,
  type Parent,
  plainTweetText,
  quotedBy,
  quotesOfReply,
  retweetedHandle,
  statusUrl,
  xAccount,
} from './tweet.ts'

/** `toldOf` gives a row's post, and after it the acts that it makes beside those of every post. */
function readerOfPosts(toldOf: (cells: Cells) => [PostRecord, ...InteractionRecord[]]): TableReader {
  const observed = new ObservedCoverage()
  return {
    record(cells) {
      const [post, ...beside] = toldOf(cells)
      const acts = [...interactionsOfPost(post), ...beside].map(({ kind }) => kind)
      observed.see('x', ['post', ...acts], post.time, post.text !== null)
      return [post, ...beside]
    },
    coverage: () => observed.coverage(),
    notes: () => [],
  }
}

function neededId(column: string, cell: string): string {
  const id = readId(column, cell)
  if (id !== null) return id
  throw new WrongCell({ column, value: cell, problem: 'the tweet has no id', fix: 'take the file as it was collected' })
}

/** TAGS, a Google sheet that collects tweets by a search. */
export const xTags = formatOfTable({
  id: 'x_tags',
  name: 'TAGS sheet of tweets',
  howToGet: 'In the TAGS sheet: the Archive tab, File, Download, Comma-separated values.',
  tells: 'Tweets that match the sheet’s search, with text, author and whom they answer.',
  cannotTell: 'Tweets that the search did not find.',
  required: ['id_str', 'from_user', 'text', 'created_at', 'from_user_id_str'],
  optional: [
    'time',
    'geo_coordinates',
    'user_lang',
    'in_reply_to_user_id_str',
    'in_reply_to_screen_name',
    'in_reply_to_status_id_str',
    'source',
    'profile_image_url',
    'user_followers_count',
    'user_friends_count',
    'user_location',
    'status_url',
    'entities_str',
  ],
  timeColumn: 'created_at',
  reader: (_, times) =>
    readerOfPosts((cells) => {
      const id = neededId('id_str', cells('id_str'))
      const author = xAccount(readId('from_user_id_str', cells('from_user_id_str')), textOf(cells('from_user')))
      if (author === null) {
        const fix = 'take the sheet as TAGS wrote it'
        throw new WrongCell({ column: 'from_user', value: cells('from_user'), problem: 'no account is named', fix })
      }
      const text = plainTweetText(cells('text'))
      const tweet = { id_str: id, entities: parseLossless(cells('entities_str')) ?? null }
      const mentions = isObject(tweet.entities) ? mentionsOfTweet(tweet) : handlesIn(text)
      const quoted = quotedBy(tweet)
      const post: PostRecord = {
        type: 'post',
        id,
        author,
        time: times?.read(cells('created_at')) ?? timeOfSnowflake(id),
        text: textOf(text),
        language: null,
        conversationId: null,
        url: statusUrl(id),
        mentions,
        ...(passedOnIn(text, mentions) ?? answeredIn(cells) ?? quoted ?? NO_PARENT),
      }
      return [post, ...quotesOfReply(post, quoted)]
    }),
})

/** The sheet has no retweets of their own: only the text says that a tweet passes on another's. */
function passedOnIn(text: string, mentions: AccountRef[]): Parent | null {
  const handle = retweetedHandle(text)
  if (handle === null) return null
  const named = mentions.find((mention) => foldHandle(mention.handle ?? '') === foldHandle(handle))
  return { kind: 'repost', parentId: null, parentAuthor: named ?? xAccount(null, handle) }
}

function answeredIn(cells: Cells): Parent | null {
  const parentId = readId('in_reply_to_status_id_str', cells('in_reply_to_status_id_str'))
  const parentAuthor = xAccount(
    readId('in_reply_to_user_id_str', cells('in_reply_to_user_id_str')),
    textOf(cells('in_reply_to_screen_name')),
  )
  return parentId === null && parentAuthor === null ? null : { kind: 'reply', parentId, parentAuthor }
}

/** The published table of support conversations: brands by handle, customers by a number of their own. */
export const xSupportTwcs = formatOfTable({
  id: 'x_support_twcs',
  name: 'Customer Support on Twitter (twcs.csv)',
  howToGet: 'The data set “Customer Support on Twitter”, as published: twcs.csv.',
  tells: 'What customers asked brands and what these answered, with text and time.',
  cannotTell: 'Who the customers are: their names were replaced by numbers.',
  required: ['tweet_id', 'author_id', 'inbound', 'created_at', 'text', 'in_response_to_tweet_id'],
  optional: ['response_tweet_id'],
  timeColumn: 'created_at',
  reader: (_, times) =>
    readerOfPosts((cells) => {
      const id = neededId('tweet_id', cells('tweet_id'))
      const handle = textOf(cells('author_id'))
      const author = xAccount(null, handle)
      if (author === null) {
        const fix = 'take the file as it was published'
        throw new WrongCell({ column: 'author_id', value: handle, problem: 'no account is named', fix })
      }
      const text = plainTweetText(cells('text'))
      // Passing through a data frame made numbers of these ids: 848.0
      const parentId = readId('in_response_to_tweet_id', cells('in_response_to_tweet_id').trim().replace(/\.0$/, ''))
      const mentions = handlesIn(text)
      const parentAuthor = /^\s*@\w/.test(text) ? (mentions[0] ?? null) : null
      const isReply = parentId !== null || parentAuthor !== null
      const post: PostRecord = {
        type: 'post',
        id,
        author,
        time: times?.read(cells('created_at')) ?? null,
        text: textOf(text),
        language: null,
        conversationId: null,
        url: null,
        mentions,
        ...(isReply ? { kind: 'reply', parentId, parentAuthor } : NO_PARENT),
      }
      return [post]
    }),
})

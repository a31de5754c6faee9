import type { AccountRecord } from '@weft/model/account-record'
import { interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { readId, textOf, WrongCell } from '../../cell.ts'
import type { Export } from '../../export.ts'
import type { Format, Match } from '../../format.ts'
import { findHeader } from '../../header.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { type Cells, formatOfTable } from '../../table-format.ts'
import { type CountedColumns, countsIn } from './analytics-cells.ts'
import { timeOfSnowflake } from './snowflake.ts'
import {
  handlesIn,
  NO_PARENT,
  type Parent,
  plainTweetText,
  quotesOfReply,
  retweetedHandle,
  statusUrl,
  xAccount,
} from './tweet.ts'

const COUNTED: CountedColumns = [
  ['favorite_count', 'likes'],
  ['retweet_count', 'reposts'],
]

/** Tweets in a table whose columns are named as the API names its fields, as rtweet and other tools write them. */
export const xTweetsTable = formatOfTable({
  id: 'x_tweets_table',
  name: 'Table of tweets by the API’s names (CSV)',
  howToGet:
    'From a tool that writes what the X API gave as a CSV: one tweet a row, with the columns id_str (or status_id), screen_name, created_at, favorite_count and, where known, user_id, text, retweet_count, in_reply_to_status_id, in_reply_to_user_id, in_reply_to_screen_name.',
  tells:
    'Tweets, with text where it is there, what they answer, quote and pass on, and how often X counted that they were.',
  cannotTell: 'Whether tweets are missing. Whom a tweet answers, where only is_reply is there.',
  required: ['id_str', 'screen_name', 'created_at', 'favorite_count'],
  optional: [
    'retweet_count',
    'text',
    'lang',
    'user_id',
    'in_reply_to_status_id',
    'in_reply_to_user_id',
    'in_reply_to_screen_name',
    'retweet_status_id',
    'retweet_user_id',
    'retweet_screen_name',
    'quoted_status_id',
    'quoted_user_id',
    'quoted_screen_name',
    'is_reply',
    'is_retweet',
    'genuine_tweet',
  ],
  aliases: {
    id_str: ['status_id'],
    text: ['full_text'],
    user_id: ['user_id_str'],
    retweet_count: ['rt_count'],
    in_reply_to_status_id: ['in_reply_to_status_id_str', 'reply_to_status_id'],
    in_reply_to_user_id: ['in_reply_to_user_id_str', 'reply_to_user_id'],
    in_reply_to_screen_name: ['reply_to_screen_name'],
  },
  timeColumn: 'created_at',
  reader(_, times, { takenAt }) {
    const observed = new ObservedCoverage()
    return {
      record(cells) {
        const post = postOf(cells, times?.read(cells('created_at')) ?? null)
        const quotes = quotesOfReply(post, quoted(cells))
        const acts = [...interactionsOfPost(post), ...quotes].map(({ kind }) => kind)
        observed.see('x', ['post', 'count', ...acts], post.time, post.text !== null)
        // What X counts on a retweet is the original's.
        if (post.kind === 'repost') return post
        const about = { account: post.author, postId: post.id, span: 'total', time: takenAt ?? null } as const
        return [post, ...quotes, ...countsIn(cells, COUNTED, about)]
      },
      coverage: () => observed.coverage(),
      notes: () => [],
    }
  },
})

function postOf(cells: Cells, time: number | null): PostRecord {
  const id = apiId('id_str', cells)
  if (id === null) throw wrong('id_str', cells, 'the tweet has no id')
  const author = xAccount(apiId('user_id', cells), name('screen_name', cells))
  if (author === null) throw wrong('screen_name', cells, 'no account is named')
  const text = plainTweetText(cells('text'))
  const parent = passedOn(cells, text) ?? answered(cells) ?? quoted(cells) ?? NO_PARENT
  return {
    type: 'post',
    id,
    author,
    time: time ?? timeOfSnowflake(id),
    text: textOf(text),
    language: name('lang', cells),
    conversationId: null,
    url: statusUrl(id),
    mentions: handlesIn(text),
    ...parent,
  }
}

/** Where a tool says that a tweet is none of the account's own, it is a retweet, of whom is then unknown. */
function passedOn(cells: Cells, text: string): Parent | null {
  const parentId = apiId('retweet_status_id', cells)
  const handle = name('retweet_screen_name', cells) ?? retweetedHandle(text)
  const parentAuthor = xAccount(apiId('retweet_user_id', cells), handle)
  const isRetweet = isTrue('is_retweet', cells) || (isFalse('genuine_tweet', cells) && !isTrue('is_reply', cells))
  return parentId === null && parentAuthor === null && !isRetweet ? null : { kind: 'repost', parentId, parentAuthor }
}

function answered(cells: Cells): Parent | null {
  const parentId = apiId('in_reply_to_status_id', cells)
  const parentAuthor = xAccount(apiId('in_reply_to_user_id', cells), name('in_reply_to_screen_name', cells))
  const isReply = parentId !== null || parentAuthor !== null || isTrue('is_reply', cells)
  return isReply ? { kind: 'reply', parentId, parentAuthor } : null
}

function quoted(cells: Cells): Parent | null {
  const parentId = apiId('quoted_status_id', cells)
  const parentAuthor = xAccount(apiId('quoted_user_id', cells), name('quoted_screen_name', cells))
  return parentId === null && parentAuthor === null ? null : { kind: 'quote', parentId, parentAuthor }
}

/** rtweet writes an `x` before ids, so that no spreadsheet takes them for numbers. */
function apiId(column: string, cells: Cells): string | null {
  return readId(
    column,
    cells(column)
      .trim()
      .replace(/^x(?=\d)/, ''),
  )
}

/** Statistics tools write `NA` where there is nothing. */
function name(column: string, cells: Cells): string | null {
  const text = textOf(cells(column))
  return text === null || text === 'NA' ? null : text
}

function isTrue(column: string, cells: Cells): boolean {
  return /^(1|true)$/i.test(cells(column).trim())
}

function isFalse(column: string, cells: Cells): boolean {
  return /^(0|false)$/i.test(cells(column).trim())
}

function wrong(column: string, cells: Cells, problem: string): WrongCell {
  return new WrongCell({ column, value: cells(column), problem, fix: 'take the file as the tool wrote it' })
}

const COUNTED_OF_USER: CountedColumns = [
  ['followers_count', 'followers'],
  ['friends_count', 'following'],
  ['statuses_count', 'posts'],
]

const usersTable = formatOfTable({
  id: 'x_users_table',
  name: 'Table of X accounts by the API’s names (CSV)',
  howToGet:
    'From a tool that writes what the X API gave as a CSV: one account a row, with the columns screen_name, followers_count, friends_count and, where known, user_id (or id_str), statuses_count, name, description. Say when it was taken.',
  tells: 'Profiles, and how many follow each account and are followed by it.',
  cannotTell: 'Who follows whom.',
  required: ['screen_name', 'followers_count', 'friends_count'],
  optional: ['user_id', 'statuses_count', 'name', 'description'],
  aliases: { user_id: ['user_id_str', 'id_str'] },
  timeColumn: null,
  reader(_, __, { takenAt }) {
    const observed = new ObservedCoverage()
    return {
      record(cells) {
        const account = xAccount(apiId('user_id', cells), name('screen_name', cells))
        if (account === null) throw wrong('screen_name', cells, 'no account is named')
        const time = takenAt ?? null
        observed.see('x', ['count'], time, false)
        const record: AccountRecord = {
          type: 'account',
          account,
          displayName: name('name', cells),
          description: name('description', cells),
          exporter: false,
        }
        return [record, ...countsIn(cells, COUNTED_OF_USER, { account, postId: null, span: 'total', time })]
      },
      coverage: () => observed.coverage(),
      notes: () => [],
    }
  },
})

/** Accounts in such a table. One with texts is a table of tweets, and its `id_str` is no account's. */
export const xUsersTable: Format = {
  ...usersTable,
  async match(exported) {
    const match = await usersTable.match(exported)
    return match.missing.length === 0 && (await hasTexts(exported)) ? NO_MATCH : match
  },
}

const NO_MATCH: Match = { found: [], missing: ['accounts, not tweets'] }

async function hasTexts(exported: Export): Promise<boolean> {
  const [file] = exported.files
  const header = file === undefined ? null : await findHeader(file, ['text', 'full_text'])
  return header !== null
}

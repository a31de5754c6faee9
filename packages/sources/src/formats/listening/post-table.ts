import type { AccountRef } from '@weft/model/account'
import type { CountedThing, CountRecord } from '@weft/model/count-record'
import { interactionsOfPost } from '@weft/model/interaction'
import type { Platform } from '@weft/model/platform'
import type { PostRecord } from '@weft/model/post'
import { WrongCell } from '../../cell.ts'
import { readCount } from '../../count-cell.ts'
import type { Format, ReadOptions, RowPlace } from '../../format.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { type Cells, formatOfTable, type TableFormat } from '../../table-format.ts'
import type { TimeColumn } from '../../time-column.ts'
import { retweetedHandle, statusOfUrl, xAccount } from '../x-tweet.ts'

/** Columns with what they count. */
export type Counted = readonly (readonly [column: string, thing: CountedThing])[]

/** A post as a tool's row tells of it; what is left out is unknown. */
export type ToldPost = Pick<PostRecord, 'id' | 'author' | 'time'> & Partial<PostRecord>

/** A table of posts by whomever, as listening and publishing tools write them. */
export interface PostTable
  extends Pick<
    TableFormat,
    'id' | 'name' | 'howToGet' | 'tells' | 'cannotTell' | 'required' | 'optional' | 'aliases' | 'timeColumn' | 'escape'
  > {
  /** Of each post, in all. */
  counted: Counted
  /** Of its author, at the time of the post. */
  countedOfAuthor?: Counted
  /** Throws {@link WrongCell}; `ignored` for what is nobody's post on a social platform. */
  post: (
    cells: Cells,
    about: { times: TimeColumn | null; options: ReadOptions; place: RowPlace },
  ) => ToldPost | { ignored: string }
}

/** The format of such a table. What a search or a tool saw is never all there was: silence in it says nothing. */
export function formatOfPosts(table: PostTable): Format {
  const { post: postIn, counted, countedOfAuthor = [], ...about } = table
  return formatOfTable({
    ...about,
    reader(_, times, options) {
      const observed = new ObservedCoverage()
      return {
        record(cells, place) {
          const told = postIn(cells, { times, options, place })
          if ('ignored' in told) return told
          const post = whole(told)
          const acts = interactionsOfPost(post).map(({ kind }) => kind)
          const counts = countsIn(cells, counted, { account: post.author, postId: post.id, span: 'total', time: null })
          const ofAuthor = countsIn(cells, countedOfAuthor, {
            account: post.author,
            postId: null,
            span: 'total',
            time: post.time,
          })
          const isCounted = counts.length + ofAuthor.length > 0
          observed.see(
            post.author.platform,
            ['post', ...acts, ...(isCounted ? (['count'] as const) : [])],
            post.time,
            post.text !== null,
          )
          return [post, ...counts, ...ofAuthor]
        },
        coverage: () => observed.coverage(),
        notes: () => [],
      }
    },
  })
}

function whole(told: ToldPost): PostRecord {
  const unknown = { text: null, language: null, parentId: null, conversationId: null, url: null, parentAuthor: null }
  return { type: 'post', kind: 'original', ...unknown, mentions: [], ...told }
}

/** The counts in those columns that hold one. Throws {@link WrongCell}. */
export function countsIn(
  cells: Cells,
  counted: Counted,
  about: Pick<CountRecord, 'account' | 'postId' | 'span' | 'time'>,
): CountRecord[] {
  return counted.flatMap(([column, thing]) => {
    const value = readCount(column, cells(column))
    return value === null ? [] : [{ type: 'count' as const, ...about, thing, value }]
  })
}

const PLATFORM_OF_SOURCE: readonly (readonly [pattern: RegExp, platform: Platform])[] = [
  [/^(x|twitter)\b|(^|\.)(twitter|x)\.com/i, 'x'],
  [/instagram/i, 'instagram'],
  [/threads/i, 'threads'],
  [/facebook/i, 'facebook'],
  [/linkedin/i, 'linkedin'],
  [/youtube/i, 'youtube'],
  [/reddit/i, 'reddit'],
  [/bluesky|bsky\./i, 'bluesky'],
  [/mastodon/i, 'mastodon'],
]

/** The platform that a tool's word for a source means, or an address lies at; `null` for news, blogs and the like. */
export function platformOfSource(...words: readonly string[]): Platform | null {
  for (const word of words) {
    const text = word.trim().replace(/^https?:\/\/(www\.|m\.)?/i, '')
    const found = PLATFORM_OF_SOURCE.find(([pattern]) => pattern.test(text))
    if (found !== undefined) return found[1]
  }
  return null
}

export const NO_ACCOUNT = { ignored: 'no account on a social platform: news, a blog or a forum' }

/** What a tweet's text says of itself: whom it passes on or answers, and whom it names. */
export function saidInTweet(text: string): Pick<PostRecord, 'kind' | 'parentAuthor' | 'mentions'> {
  const mentions = [...text.matchAll(/(?<![\w@/])@(\w{1,15})\b/g)].flatMap(
    (match) => xAccount(null, match[1] ?? null) ?? [],
  )
  const passedOn = xAccount(null, retweetedHandle(text))
  if (passedOn !== null) return { kind: 'repost', parentAuthor: passedOn, mentions }
  const answered = /^\s*@\w/.test(text) ? (mentions[0] ?? null) : null
  return answered === null
    ? { kind: 'original', parentAuthor: null, mentions }
    : { kind: 'reply', parentAuthor: answered, mentions }
}

/** The status's own id and author where the address is of X; the tool's id and author otherwise. */
export function namedByUrl(
  platform: Platform,
  url: string,
  otherwise: { id: string; author: AccountRef | null },
): { id: string; author: AccountRef | null } {
  const status = platform === 'x' ? statusOfUrl(url) : null
  if (status === null) return otherwise
  const { author } = otherwise
  const handle = author?.handle ?? status.handle
  return { id: status.id, author: xAccount(author?.platformId ?? null, handle) ?? author }
}

/** Rejects the row: whose post it is cannot be told. */
export function noAuthor(column: string, value: string): WrongCell {
  return new WrongCell({ column, value, problem: 'no account is named', fix: 'take the file as the tool wrote it' })
}

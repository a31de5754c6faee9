import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { CountedThing, CountRecord } from '@weft/model/count-record'
import type { CoveredAct } from '@weft/model/coverage'
import { interactionsOfPost } from '@weft/model/interaction'
import type { Platform } from '@weft/model/platform'
import type { PostRecord } from '@weft/model/post'
import { WrongCell } from '../../cell.ts'
import { readCount } from '../../count-cell.ts'
import type { Format, ReadOptions, RowPlace } from '../../format.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { platformNamed, platformOfUrl } from '../../platform-named.ts'
import { type Cells, formatOfTable, type TableFormat } from '../../table-format.ts'
import type { TimeColumn } from '../../time-column.ts'
import { KnownAccounts } from '../x/known-accounts.ts'
import { retweetedHandle, statusOfUrl, xAccount } from '../x/tweet.ts'

/** Columns with what they count. */
export type Counted = readonly (readonly [column: string, thing: CountedThing])[]

/** A post as a tool's row tells of it; what is left out is unknown. */
export type ToldPost = Pick<PostRecord, 'id' | 'author' | 'time'> & Partial<PostRecord> & AlsoTold

interface AlsoTold {
  /** What its author is called, beside the handle. */
  authorName?: string | null
  /** The day of which its numbers are, where they are not of all days until now; UTC milliseconds. */
  countedDay?: number | null
}

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
  /** True where a search finds a post once for each of its queries: it is one post. */
  repeats?: boolean
  /** Throws {@link WrongCell}; `ignored` for what is nobody's post on a social platform. */
  post: (
    cells: Cells,
    about: { times: TimeColumn | null; options: ReadOptions; place: RowPlace },
  ) => ToldPost | { ignored: string }
}

/** The format of such a table. What a search or a tool saw is never all there was: silence in it says nothing. */
export function formatOfPosts(table: PostTable): Format {
  const { post: postIn, counted, countedOfAuthor = [], repeats = false, ...about } = table
  return formatOfTable({
    ...about,
    reader(_, times, options) {
      const observed = new ObservedCoverage()
      const knownAuthors = new KnownAccounts()
      const knownPosts = new KnownAccounts()
      return {
        record(cells, place) {
          const told = postIn(cells, { times, options, place })
          if ('ignored' in told) return told
          const { authorName = null, countedDay = null, ...rest } = told
          const post = whole(rest)
          const { author, id: postId, time } = post
          if (repeats && !knownPosts.isNew({ ...author, platformId: `${author.platform} ${postId}` })) {
            return { ignored: 'the same post again, found by another query' }
          }
          const about =
            countedDay === null
              ? ({ span: 'total', time: options.takenAt ?? null } as const)
              : ({ span: 'day', time: countedDay } as const)
          const counts = [
            ...countsIn(cells, counted, { account: author, postId, ...about }),
            ...countsIn(cells, countedOfAuthor, { account: author, postId: null, span: 'total', time }),
          ]
          const acts: CoveredAct[] = ['post', ...interactionsOfPost(post).map(({ kind }) => kind)]
          observed.see(author.platform, counts.length > 0 ? [...acts, 'count'] : acts, time, post.text !== null)
          const isProfile = authorName !== null && authorName !== author.handle && knownAuthors.isNew(author)
          return isProfile ? [post, ...counts, profileOf(author, authorName)] : [post, ...counts]
        },
        coverage: () => observed.coverage(),
        notes: () => [],
      }
    },
  })
}

function profileOf(account: AccountRef, displayName: string): AccountRecord {
  return { type: 'account', account, displayName, description: null, exporter: false }
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

/**
 * The platform of a post: as a tool's word for its source names it, else as its address does; `null` for news, blogs and
 * the like. A paper called “Facebook Weekly”, or an article on Instagram, is of no platform.
 */
export function platformOfSource(url: string, ...words: readonly string[]): Platform | null {
  const named = words.map((word) => platformNamed(word.replace(/^SOCIALMEDIA_/i, ''))).find((one) => one !== null)
  return named ?? platformOfUrl(url)
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

/** Rejects the row: the next file's row of the same post could not be known for it. */
export function noId(column: string, value: string): WrongCell {
  return new WrongCell({ column, value, problem: 'no post is named', fix: 'take the file as the tool wrote it' })
}

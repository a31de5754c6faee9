import type { AccountRef } from '@weft/model/account'
import type { Platform } from '@weft/model/platform'
import type { PostKind } from '@weft/model/post'
import { readId, textOf } from '../../cell.ts'
import type { Cells } from '../../table-format.ts'
import { statusOfUrl, xAccount } from '../x/tweet.ts'
import { SEARCHES_ONLY } from './cannot-tell.ts'
import { formatOfPosts, NO_ACCOUNT, namedByUrl, noAuthor, platformOfSource, saidInTweet } from './post-table.ts'

/** Brandwatch’s bulk download of mentions. Its columns for X were named after Twitter until 2023. */
export const brandwatch = formatOfPosts({
  id: 'brandwatch',
  name: 'Brandwatch mentions',
  howToGet: 'In Brandwatch Consumer Research: the mentions component, Export, Bulk Mentions Download as CSV.',
  tells:
    'Posts that match a query, with author, text, time, what they answer and pass on, and how often they were seen.',
  cannotTell: SEARCHES_ONLY,
  required: ['query id', 'query name', 'date', 'mention id', 'url', 'author'],
  optional: [
    'resource id',
    'original url',
    'page type',
    'content source name',
    'content source',
    'language',
    'sentiment',
    'title',
    'snippet',

    'full text',
    'full name',
    'mentioned authors',
    'thread id',
    'thread author',
    'thread entry type',
    'thread created date',
    'x author id',
    'x followers',
    'x following',
    'x reply to',
    'x repost of',
    'x likes',
    'x replies',
    'x reposts',

    'impressions',
    'reach',
    'reach (new)',
    'engagement score',
    'country',
    'region',
    'city',
    'hashtags',
    'added',
    'updated',
    'domain',
  ],
  aliases: Object.fromEntries(
    ['author id', 'followers', 'following', 'reply to', 'likes', 'replies']
      .map((name) => [`x ${name}`, [`twitter ${name}`]])
      .concat([
        ['x repost of', ['twitter retweet of', 'x retweet of']],
        ['x reposts', ['twitter retweets', 'x retweets']],
      ] as [string, string[]][]),
  ),
  timeColumn: 'date',
  repeats: true,
  counted: [
    ['x likes', 'likes'],
    ['x replies', 'replies'],
    ['x reposts', 'reposts'],
    ['impressions', 'impressions'],
    ['reach', 'reach'],
  ],
  countedOfAuthor: [
    ['x followers', 'followers'],
    ['x following', 'following'],
  ],
  post(cells, { times }) {
    const url = cells('url').trim()
    const platform = platformOfSource(url, cells('content source name'), cells('page type'))
    if (platform === null) return NO_ACCOUNT
    const time = times?.read(cells('date')) ?? null
    const text = textOf(cells('full text')) ?? textOf(cells('snippet'))
    const handle = textOf(cells('author'))?.replace(/^@/, '') ?? null
    const authorId = platform === 'x' ? readId('x author id', cells('x author id')) : null
    const told = handle === null && authorId === null ? null : { platform, platformId: authorId, handle }
    const resource = textOf(cells('resource id')) ?? textOf(cells('mention id'))
    const { id, author } = namedByUrl(platform, url, { id: resource ?? url, author: told })
    if (author === null) throw noAuthor('author', cells('author'))
    return {
      id,
      author,
      time,
      text,
      language: textOf(cells('language')),
      url: textOf(url),
      authorName: nameIn(cells('full name'), handle),
      ...parentInBrandwatch(cells, platform, text ?? ''),
    }
  },
})

/** What Brandwatch says of a thread; where it says nothing, what the text of a tweet says. */
function parentInBrandwatch(cells: Cells, platform: Platform, text: string) {
  const repostOf = statusOfUrl(cells('x repost of').trim())
  const replyTo = statusOfUrl(cells('x reply to').trim())
  const mentions = cells('mentioned authors')
    .split(/[,;]/)
    .flatMap((name): AccountRef[] => {
      const handle = textOf(name)?.replace(/^@/, '')
      return handle === undefined ? [] : [{ platform, platformId: null, handle }]
    })
  if (repostOf !== null)
    return { kind: 'repost' as const, parentId: repostOf.id, parentAuthor: xAccount(null, repostOf.handle), mentions }
  if (replyTo !== null)
    return { kind: 'reply' as const, parentId: replyTo.id, parentAuthor: xAccount(null, replyTo.handle), mentions }
  const type = cells('thread entry type').trim().toLowerCase()
  if (platform === 'x') {
    const said = saidInTweet(text)
    // Without a text to look at, the type alone says that it answers or passes on somebody's.
    const kind = said.kind !== 'original' ? said.kind : (KIND_OF_ENTRY[type] ?? 'original')
    return { ...said, kind, mentions: mentions.length > 0 ? mentions : said.mentions }
  }
  const kind = KIND_OF_ENTRY[type]
  if (kind === undefined) return { mentions }
  // Below a comment there are comments on it; on Reddit these are the most, and who is answered is not told.
  const author = platform === 'reddit' ? undefined : textOf(cells('thread author'))?.replace(/^@/, '')
  const parentAuthor = author === undefined ? null : { platform, platformId: null, handle: author }
  return { kind, parentAuthor, mentions }
}

const KIND_OF_ENTRY: Readonly<Record<string, PostKind>> = { reply: 'reply', comment: 'reply', share: 'repost' }

/** Brandwatch writes full names as `ana (Ana Weaver)`. */
function nameIn(cell: string, handle: string | null): string | null {
  const text = cell.trim()
  const name =
    handle !== null && text.startsWith(`${handle} (`) && text.endsWith(')') ? text.slice(handle.length + 2, -1) : text
  return textOf(name)
}

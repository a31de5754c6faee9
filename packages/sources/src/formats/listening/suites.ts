import type { AccountRef } from '@weft/model/account'
import type { Platform } from '@weft/model/platform'
import type { PostKind } from '@weft/model/post'
import { readId, textOf } from '../../cell.ts'
import { derivedId } from '../../derived-id.ts'
import type { Cells } from '../../table-format.ts'
import { readTime } from '../../time.ts'
import type { TimeColumn } from '../../time-column.ts'
import { statusOfUrl, xAccount } from '../x/tweet.ts'
import { formatOfPosts, NO_ACCOUNT, namedByUrl, noAuthor, noId, platformOfSource, saidInTweet } from './post-table.ts'

const SEARCHES_ONLY =
  'What its search did not find: silence in it says nothing. Reach and impressions are its own estimates. News and blogs have no account and are left out.'

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

/** Meltwater’s download, mostly UTF-16 with tabs whatever its name says. */
export const meltwater = formatOfPosts({
  id: 'meltwater',
  name: 'Meltwater mentions',
  howToGet:
    'In Meltwater Explore: open the search, Download, CSV. Hand it in as it is, whatever a spreadsheet makes of it.',
  tells: 'Posts that match a search, with author, text and time, and how many they may have reached.',
  cannotTell: `${SEARCHES_ONLY} The time zone of its times: they are read as UTC.`,
  required: ['date', 'headline', 'url', 'hit sentence', 'source', 'influencer'],
  optional: [
    'opening text',
    'country',
    'subregion',
    'language',
    'reach',
    'desktop reach',
    'mobile reach',
    'national viewership',
    'engagement',

    'twitter social echo',
    'facebook social echo',
    'reddit social echo',
    'ave',
    'sentiment',
    'key phrases',
    'input name',
    'keywords',

    'twitter authority',
    'tweet id',
    'twitter id',
    'twitter client',
    'twitter screen name',
    'user profile url',
    'twitter bio',
    'twitter followers',
    'twitter following',
    'alternate date format',
    'time',
    'state',
    'city',
    'document tags',
  ],
  timeColumn: 'date',
  repeats: true,
  counted: [
    ['reach', 'reach'],
    ['engagement', 'engagements'],
  ],
  countedOfAuthor: [
    ['twitter followers', 'followers'],
    ['twitter following', 'following'],
  ],
  post(cells, { times }) {
    const url = cells('url').trim()
    const platform = platformOfSource(url, cells('source'))
    if (platform === null) return NO_ACCOUNT
    const text = textOf(cells('hit sentence')) ?? textOf(cells('opening text'))
    const handle = (textOf(cells('twitter screen name')) ?? textOf(cells('influencer')))?.replace(/^@/, '') ?? null
    const authorId = platform === 'x' ? quotedId('twitter id', cells('twitter id')) : null
    const told = handle === null && authorId === null ? null : { platform, platformId: authorId, handle }
    const { id, author } = namedByUrl(platform, url, {
      id: quotedId('tweet id', cells('tweet id')) ?? url,
      author: told,
    })
    if (author === null) throw noAuthor('influencer', cells('influencer'))
    const said = platform === 'x' ? saidInTweet(text ?? '') : {}
    return { id, author, time: timeInMeltwater(cells, times), text, url: textOf(url), ...said }
  },
})

/** Some years put ids into three quotes, so that spreadsheets leave them alone. */
function quotedId(column: string, cell: string): string | null {
  return readId(column, cell.replaceAll('"', ''))
}

/** Where the one column cannot be read, two others say the same in another way. */
function timeInMeltwater(cells: Cells, times: TimeColumn | null): number | null {
  try {
    return times?.read(cells('date')) ?? null
  } catch (error) {
    const other = readTime(`${cells('alternate date format').trim()} ${cells('time').trim()}`)
    if (other === null) throw error
    return other.time
  }
}

/** Talkwalker’s download, its columns named as in its interface for machines. */
export const talkwalker = formatOfPosts({
  id: 'talkwalker',
  name: 'Talkwalker results',
  howToGet: 'In Talkwalker: the results of a topic, Export, CSV or Excel with all fields.',
  tells: 'Posts that match a topic, with author, text and time, and how many they may have reached.',
  cannotTell: SEARCHES_ONLY,
  required: ['url', 'published', 'content', 'source_type', 'extra_author_attributes.name'],
  optional: [
    'title',
    'lang',
    'domain_url',
    'extra_author_attributes.short_name',
    'extra_author_attributes.id',
    'reach',
    'engagement',
    'extra_source_attributes.name',
    'extra_source_attributes.world_data.country_code',
    'sentiment',
  ],
  timeColumn: 'published',
  repeats: true,
  counted: [
    ['reach', 'reach'],
    ['engagement', 'engagements'],
  ],
  post(cells, { times }) {
    const url = cells('url').trim()
    const platform = platformOfSource(url, cells('source_type'))
    if (platform === null) return NO_ACCOUNT
    const name = textOf(cells('extra_author_attributes.short_name')) ?? textOf(cells('extra_author_attributes.name'))
    const handle = name?.replace(/^@/, '') ?? null
    const told = handle === null ? null : { platform, platformId: null, handle }
    const time = times?.read(cells('published')) ?? null
    const text = textOf(cells('content')) ?? textOf(cells('title'))
    const { id, author } = namedByUrl(platform, url, {
      id: url || derivedId(platform, handle, time, text),
      author: told,
    })
    if (author === null) throw noAuthor('extra_author_attributes.name', cells('extra_author_attributes.name'))
    const said = platform === 'x' ? saidInTweet(text ?? '') : {}
    const authorName = textOf(cells('extra_author_attributes.name'))
    return { id, author, time, text, language: textOf(cells('lang')), url: textOf(url), authorName, ...said }
  },
})

/** Determ’s (formerly Mediatoolkit’s) download of mentions. */
export const determ = formatOfPosts({
  id: 'determ',
  name: 'Determ (Mediatoolkit) mentions',
  howToGet: 'In Determ: the feed, Export, CSV or Excel.',
  tells: 'Posts that match a query, with author, text and time, and how many they may have reached.',
  cannotTell: `${SEARCHES_ONLY} The time zone of its times: they are read as UTC.`,
  required: ['author', 'from', 'title', 'mention_snippet', 'date', 'url'],
  optional: ['time', 'reach', 'engagement_rate', 'social_network', 'interaction', 'sentiment', 'language'],
  timeColumn: 'date',
  repeats: true,
  counted: [['reach', 'reach']],
  post(cells, { times }) {
    const url = cells('url').trim()
    const platform = platformOfSource(url, cells('social_network'))
    if (platform === null) return NO_ACCOUNT
    const handle = textOf(cells('author'))?.replace(/^@/, '') ?? null
    const told = handle === null ? null : { platform, platformId: null, handle }
    const { id, author } = namedByUrl(platform, url, { id: url, author: told })
    if (author === null) throw noAuthor('author', cells('author'))
    const time = times?.read(`${cells('date').trim()} ${cells('time').trim()}`) ?? null
    const text = textOf(cells('mention_snippet')) ?? textOf(cells('title'))
    const said = platform === 'x' ? saidInTweet(text ?? '') : {}
    return { id, author, time, text, url: textOf(url), ...said }
  },
})

/** What 4CAT writes of any collection. */
export const fourCat = formatOfPosts({
  id: '4cat',
  name: '4CAT posts',
  howToGet: 'In 4CAT: the data set, Download, CSV. Say which platform it is of when you upload it.',
  tells: 'Posts with author, text and time, and which thread they belong to.',
  cannotTell:
    'Whom a post in a thread answers. Who wrote what has no name, or had it taken off. What was not collected.',
  required: ['id', 'thread_id', 'author', 'body', 'timestamp'],
  optional: ['unix_timestamp', 'subject'],
  timeColumn: 'timestamp',
  counted: [],
  post(cells, { times, options }) {
    const handle = textOf(cells('author'))?.replace(/^@/, '') ?? null
    const id = readId('id', cells('id'))
    if (id === null) throw noId('id', cells('id'))
    if (handle === null || NOBODY.test(handle)) return { ignored: 'it does not say who wrote it' }
    const thread = readId('thread_id', cells('thread_id'))
    const isFirst = thread === null || thread === id
    const platform = options.platform ?? 'other'
    const text = textOf(cells('body'))
    return {
      id,
      author: { platform, platformId: null, handle },
      time: times?.read(cells('timestamp')) ?? null,
      kind: isFirst ? 'original' : 'reply',
      text,
      conversationId: thread,
    }
  },
})

/** What collections of boards and deleted accounts have for a name. */
const NOBODY = /^(anonymous|redacted|\[deleted\]|\[removed\]|na|none|null)$/i

/** Comments under a video as YouTube Data Tools writes them. */
export const youtubeDataTools = formatOfPosts({
  id: 'youtube_data_tools',
  name: 'YouTube Data Tools comments',
  howToGet: 'At YouTube Data Tools: Video Comments, with the video’s id; take the file whose name ends with comments.',
  tells: 'Who commented and who answered whom, with text and time.',
  cannotTell: 'Whose video it is. Answers beyond what the tool asked for.',
  required: ['id', 'likecount', 'publishedat', 'authorname', 'text', 'authorchannelid', 'isreply'],
  optional: ['replycount', 'authorchannelurl', 'isreplyto', 'isreplytoname'],
  escape: 'backslash',
  timeColumn: 'publishedat',
  counted: [
    ['likecount', 'likes'],
    ['replycount', 'replies'],
  ],
  post(cells, { times }) {
    const id = readId('id', cells('id'))
    const platformId = readId('authorchannelid', cells('authorchannelid'))
    const name = textOf(cells('authorname'))
    if (id === null) throw noId('id', cells('id'))
    if (platformId === null && name === null) throw noAuthor('authorchannelid', cells('authorchannelid'))
    const isReply = cells('isreply').trim() === '1'
    const answered = textOf(cells('isreplytoname'))
    const parentAuthor: AccountRef | null =
      isReply && answered !== null
        ? { platform: 'youtube', platformId: null, handle: answered.replace(/^@/, '') }
        : null
    return {
      id,
      author: { platform: 'youtube', platformId, handle: name?.replace(/^@/, '') ?? null },
      time: times?.read(cells('publishedat')) ?? null,
      kind: 'reply',
      text: textOf(cells('text')),
      parentId: isReply ? textOf(cells('isreplyto')) : null,
      parentAuthor,
    }
  },
})

import type { AccountRef } from '@weft/model/account'
import type { Platform } from '@weft/model/platform'
import { readId, textOf, WrongCell } from '../../cell.ts'
import { derivedId } from '../../derived-id.ts'
import type { ReadOptions, RowPlace } from '../../format.ts'
import { handlesInText } from '../../handles-in-text.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { AccountNeeded } from '../../refusal.ts'
import { type Cells, formatOfTable } from '../../table-format.ts'
import { readTime } from '../../time.ts'
import {
  countsIn,
  formatOfPosts,
  NO_ACCOUNT,
  namedByUrl,
  noAuthor,
  noId,
  platformOfSource,
  saidInTweet,
} from './post-table.ts'

const COUNTS_ONLY = 'Who did any of it.'

/** The account as its link or column names it, else as it was said at upload. */
function ownAccount(platform: Platform, handle: string | null, { account }: ReadOptions, place: RowPlace): AccountRef {
  if (handle !== null) return { platform, platformId: null, handle }
  if (account?.platform === platform) return account
  if (account !== undefined) {
    const problem = `the row does not say whose post it is, and the account that was named is not on ${platform}`
    throw new WrongCell({
      column: null,
      value: null,
      problem,
      fix: 'hand the rows of each platform in with its account',
    })
  }
  throw new AccountNeeded(place.file, platform, 'posts')
}

/** Hootsuite’s report of one’s own posts, below a title and a range of dates. */
export const hootsuite = formatOfPosts({
  id: 'hootsuite',
  name: 'Hootsuite post performance',
  howToGet: 'In Hootsuite Analytics: the report, Export, CSV.',
  tells: 'The account’s own posts with text, and how often each was seen, liked, commented on and shared.',
  cannotTell: `${COUNTS_ONLY} Whose posts they are, where their links do not say so.`,
  required: ['date (gmt)', 'post id', 'post message', 'social network'],
  optional: [
    'post permalink',
    'post type',
    'impressions',
    'reach',
    'engagement',
    'likes',
    'comments',
    'shares',
    'post link clicks',
    'video views',
    'reactions',
    'engagement rate',
  ],
  timeColumn: 'date (gmt)',
  counted: [
    ['impressions', 'impressions'],
    ['reach', 'reach'],
    ['engagement', 'engagements'],
    ['likes', 'likes'],
    ['comments', 'replies'],
    ['shares', 'reposts'],
    ['post link clicks', 'clicks'],
    ['video views', 'views'],
  ],
  post(cells, { times, options, place }) {
    const platform = platformOfSource(cells('post permalink'), cells('social network'))
    if (platform === null) return NO_ACCOUNT
    const url = cells('post permalink').trim()
    const time = times?.read(cells('date (gmt)')) ?? null
    const text = textOf(cells('post message'))
    const written = idOrLink(cells('post id'), url)
    const named = namedByUrl(platform, url, { id: written ?? derivedId(platform, time, text), author: null })
    const author = named.author ?? ownAccount(platform, null, options, place)
    return { id: named.id, author, time, text, url: textOf(url), ...(platform === 'x' ? saidInTweet(text ?? '') : {}) }
  },
})

/** A spreadsheet may have rounded the id: then the link, which it leaves alone, stands for the post. */
function idOrLink(cell: string, url: string): string | null {
  try {
    return readId('post id', cell) ?? textOf(url)
  } catch (error) {
    if (error instanceof WrongCell && url !== '') return url
    throw error
  }
}

/** Sprout Social’s report of one’s own posts. */
export const sproutPosts = formatOfPosts({
  id: 'sprout_posts',
  name: 'Sprout Social post performance',
  howToGet: 'In Sprout Social: Reports, Post Performance, Share, Export CSV.',
  tells: 'The profiles’ own posts with text, and how often each was seen, liked, commented on and shared.',
  cannotTell: COUNTS_ONLY,
  required: ['date', 'post id', 'network', 'profile', 'post'],
  optional: [
    'post type',
    'content type',
    'sent by',
    'link',
    'impressions',
    'reach',
    'engagements',
    'engagement rate (per impression)',
    'reactions',
    'comments',
    'shares',
    'saves',
    'post link clicks',
    'video views',
    'linked content',
    'tags',
  ],
  timeColumn: 'date',
  counted: [
    ['impressions', 'impressions'],
    ['reach', 'reach'],
    ['engagements', 'engagements'],
    ['reactions', 'likes'],
    ['comments', 'replies'],
    ['shares', 'reposts'],
    ['saves', 'bookmarks'],
    ['post link clicks', 'clicks'],
    ['video views', 'views'],
  ],
  post(cells, { times, options, place }) {
    const platform = platformOfSource(cells('link'), cells('network'))
    if (platform === null) return NO_ACCOUNT
    const url = cells('link').trim()
    const time = times?.read(cells('date')) ?? null
    const text = textOf(cells('post'))
    const author = ownAccount(platform, textOf(cells('profile'))?.replace(/^@/, '') ?? null, options, place)
    const written = idOrLink(cells('post id'), url)
    const { id } = namedByUrl(platform, url, { id: written ?? derivedId(platform, author.handle, time, text), author })
    return { id, author, time, text, url: textOf(url), ...(platform === 'x' ? saidInTweet(text ?? '') : {}) }
  },
})

/** Sprout Social’s report of profiles: one of the few that know who left, in numbers. */
export const sproutProfiles = formatOfTable({
  id: 'sprout_profiles',
  name: 'Sprout Social profile performance',
  howToGet: 'In Sprout Social: Reports, Profile Performance, Share, Export CSV.',
  tells: 'Per profile and day: followers gained and lost and how many there are, posts, how often they were seen.',
  cannotTell: COUNTS_ONLY,
  required: ['date', 'profile', 'network', 'audience', 'audience gained', 'audience lost'],
  optional: [
    'net audience growth',
    'impressions',
    'engagements',
    'post link clicks',
    'published posts',
    'engagement rate (per impression)',
    'video views',
  ],
  timeColumn: 'date',
  reader(_, times) {
    const observed = new ObservedCoverage()
    return {
      record(cells) {
        const platform = platformOfSource('', cells('network'))
        const handle = textOf(cells('profile'))?.replace(/^@/, '') ?? null
        if (platform === null) return { ignored: 'a network that is not known here' }
        if (handle === null) throw noAuthor('profile', cells('profile'))
        const account = { platform, platformId: null, handle }
        const time = times?.read(cells('date')) ?? null
        const [first, ...others] = [
          ...countsIn(cells, [['audience', 'followers']], { account, postId: null, span: 'total', time }),
          ...countsIn(
            cells,
            [
              ['audience gained', 'followers_gained'],
              ['audience lost', 'followers_lost'],
              ['impressions', 'impressions'],
              ['engagements', 'engagements'],
              ['post link clicks', 'clicks'],
              ['published posts', 'posts'],
            ],
            { account, postId: null, span: 'day', time },
          ),
        ]
        if (first === undefined) return { ignored: 'a day without numbers' }
        observed.see(platform, ['count'], time, false)
        return [first, ...others]
      },
      coverage: () => observed.coverage(),
      notes: () => [],
    }
  },
})

/** CrowdTangle closed in 2024; its files live on. */
const CROWDTANGLE = 'CrowdTangle was closed in August 2024; only files that were downloaded before can be had.'

/** Hours behind UTC of the words that CrowdTangle writes for zones. */
const ZONE_WORDS: Readonly<Record<string, string>> = {
  UTC: '+0000',
  GMT: '+0000',
  EST: '-0500',
  EDT: '-0400',
  CST: '-0600',
  CDT: '-0500',
  MST: '-0700',
  MDT: '-0600',
  PST: '-0800',
  PDT: '-0700',
  BST: '+0100',
  CET: '+0100',
  CEST: '+0200',
}

function timeInCrowdTangle(cell: string): number {
  const [, clock, zone] = /^(.*\d) ([A-Z]{2,4})$/.exec(cell.trim()) ?? []
  const offset = zone === undefined ? undefined : ZONE_WORDS[zone]
  const time = readTime(clock === undefined ? cell : `${clock} ${offset ?? '?'}`)
  if (time !== null) return time.time
  const fix = 'write times as 2015-10-02T20:15:40Z'
  throw new WrongCell({ column: 'post created', value: cell, problem: 'no date or time that can be read', fix })
}

export const crowdtangleFacebook = formatOfPosts({
  id: 'crowdtangle_facebook',
  name: 'CrowdTangle, Facebook',
  howToGet: CROWDTANGLE,
  tells: 'Posts of Facebook pages with text, and how often each was liked, commented on and shared.',
  cannotTell: COUNTS_ONLY,
  required: ['user name', 'facebook id', 'post created', 'url', 'message'],
  optional: [
    'page name',
    'group name',
    'page category',
    'page admin top country',
    'page description',
    'page created',
    'likes at posting',
    'followers at posting',

    'post created date',
    'post created time',
    'type',
    'total interactions',
    'likes',
    'comments',
    'shares',
    'love',
    'wow',
    'haha',

    'sad',
    'angry',
    'care',
    'video share status',
    'is video owner?',
    'post views',
    'total views',
    'total views for all crossposts',

    'video length',
    'link',
    'final link',
    'image text',
    'link text',
    'description',
    'sponsor id',
    'sponsor name',
    'sponsor category',
  ],
  timeColumn: null,
  counted: [
    ['total interactions', 'engagements'],
    ['likes', 'likes'],
    ['comments', 'replies'],
    ['shares', 'reposts'],
    ['post views', 'views'],
  ],
  countedOfAuthor: [['followers at posting', 'followers']],
  post(cells) {
    if (textOf(cells('group name')) !== null) return { ignored: 'a post in a group: it does not say who wrote it' }
    const platformId = readId('facebook id', cells('facebook id'))
    const handle = textOf(cells('user name')) ?? textOf(cells('page name'))
    if (platformId === null && handle === null) throw noAuthor('page name', cells('page name'))
    const time = timeInCrowdTangle(cells('post created'))
    const text = textOf(cells('message'))
    const url = textOf(cells('url'))
    const id = url ?? derivedId('facebook', platformId ?? handle, time, text)
    const authorName = textOf(cells('page name'))
    return { id, author: { platform: 'facebook', platformId, handle }, time, text, url, authorName }
  },
})

export const crowdtangleInstagram = formatOfPosts({
  id: 'crowdtangle_instagram',
  name: 'CrowdTangle, Instagram',
  howToGet: CROWDTANGLE,
  tells: 'Posts of Instagram accounts with text, and how often each was liked and commented on.',
  cannotTell: COUNTS_ONLY,
  required: ['account', 'user name', 'followers at posting', 'post created', 'url', 'description'],
  optional: [
    'type',
    'likes',
    'comments',
    'views',
    'link',
    'photo',
    'title',
    'post created date',
    'post created time',
    'total interactions',
    'image text',
    'sponsor id',
    'sponsor name',
  ],
  timeColumn: null,
  counted: [
    ['total interactions', 'engagements'],
    ['likes', 'likes'],
    ['comments', 'replies'],
    ['views', 'views'],
  ],
  countedOfAuthor: [['followers at posting', 'followers']],
  post(cells) {
    const handle = textOf(cells('user name'))?.replace(/^@/, '')
    if (handle === undefined) throw noAuthor('user name', cells('user name'))
    const time = timeInCrowdTangle(cells('post created'))
    const text = textOf(cells('description'))
    const url = textOf(cells('url'))
    const mentions = handlesInText('instagram', text ?? '')
    const id = /\/(?:p|reel|tv)\/([\w-]+)/.exec(url ?? '')?.[1] ?? url ?? derivedId('instagram', handle, time, text)
    const author = { platform: 'instagram', platformId: null, handle } as const
    return { id, author, time, text, url, mentions, authorName: textOf(cells('account')) }
  },
})

const META_HOW =
  'In Meta Business Suite: Insights, Content, Export data. In another language than English its columns have other names: they can be mapped at upload.'
const META_OPTIONAL = [
  'duration (sec)',
  'post type',
  'data comment',
  'date',
  'views',
  'reach',
  'likes',
  'shares',
  'follows',
  'comments',
  'saves',
  'reactions',
  'impressions',
]
const META_COUNTED = [
  ['views', 'views'],
  ['impressions', 'impressions'],
  ['reach', 'reach'],
  ['likes', 'likes'],
  ['reactions', 'likes'],
  ['comments', 'replies'],
  ['saves', 'bookmarks'],
  ['follows', 'followers_gained'],
] as const

/** `Lifetime`, or the day of which the row's numbers are: then a post has a row for each day. */
function dayCounted(cells: Cells): number | null {
  const cell = cells('date').trim()
  if (cell === '' || cell.toLowerCase() === 'lifetime') return null
  const [, month, day, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(cell) ?? []
  const time = readTime(year === undefined ? cell : `${year}-${month}-${day}`)
  if (time !== null) return time.time
  const fix = 'take the file as Meta wrote it'
  throw new WrongCell({ column: 'date', value: cell, problem: 'neither Lifetime nor a day', fix })
}

export const metaBusinessInstagram = formatOfPosts({
  id: 'meta_business_instagram',
  name: 'Meta Business Suite, Instagram',
  howToGet: META_HOW,
  tells:
    'The account’s own posts with text, whom they name, and how often each was seen, liked, commented on and saved.',
  cannotTell: `${COUNTS_ONLY} Reposts: what it counts as shares are messages, too. The time zone of its times: they are read as UTC.`,
  required: ['post id', 'account id', 'account username', 'description', 'publish time', 'permalink'],
  optional: [...META_OPTIONAL, 'account name'],
  timeColumn: 'publish time',
  counted: META_COUNTED,
  post(cells, { times }) {
    const handle = textOf(cells('account username'))?.replace(/^@/, '')
    if (handle === undefined) throw noAuthor('account username', cells('account username'))
    const url = textOf(cells('permalink'))
    const id = /\/(?:p|reel|tv)\/([\w-]+)/.exec(url ?? '')?.[1] ?? idOrLink(cells('post id'), url ?? '')
    if (id === null) throw noId('post id', cells('post id'))
    const text = textOf(cells('description'))
    return {
      id,
      author: { platform: 'instagram', platformId: null, handle },
      time: times?.read(cells('publish time')) ?? null,
      text,
      url,
      mentions: handlesInText('instagram', text ?? ''),
      countedDay: dayCounted(cells),
      authorName: textOf(cells('account name')),
    }
  },
})

export const metaBusinessFacebook = formatOfPosts({
  id: 'meta_business_facebook',
  name: 'Meta Business Suite, Facebook',
  howToGet: META_HOW,
  tells: 'The page’s own posts with text, and how often each was seen, reacted to, commented on and shared.',
  cannotTell: `${COUNTS_ONLY} The time zone of its times: they are read as UTC.`,
  required: ['post id', 'page id', 'page name', 'title', 'publish time', 'permalink'],
  optional: [...META_OPTIONAL, 'description'],
  timeColumn: 'publish time',
  counted: [...META_COUNTED, ['shares', 'reposts']],
  post(cells, { times }) {
    const platformId = readId('page id', cells('page id'))
    const handle = textOf(cells('page name'))
    if (platformId === null && handle === null) throw noAuthor('page name', cells('page name'))
    const url = textOf(cells('permalink'))
    const id = idOrLink(cells('post id'), url ?? '')
    if (id === null) throw noId('post id', cells('post id'))
    const text = textOf(cells('title')) ?? textOf(cells('description'))
    return {
      id,
      author: { platform: 'facebook', platformId, handle },
      time: times?.read(cells('publish time')) ?? null,
      text,
      url,
      countedDay: dayCounted(cells),
    }
  },
})

import { readId, textOf, WrongCell } from '../../cell.ts'
import { derivedId } from '../../derived-id.ts'
import { handlesInText } from '../../handles-in-text.ts'
import { readTime } from '../../time.ts'
import { COUNTS_ONLY } from './cannot-tell.ts'
import { formatOfPosts, noAuthor } from './post-table.ts'

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

import { readId, textOf, WrongCell } from '../../cell.ts'
import { handlesInText } from '../../handles-in-text.ts'
import type { Cells } from '../../table-format.ts'
import { readTime } from '../../time.ts'
import { COUNTS_ONLY } from './cannot-tell.ts'
import { idOrLink } from './own-post.ts'
import { formatOfPosts, noAuthor, noId } from './post-table.ts'

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

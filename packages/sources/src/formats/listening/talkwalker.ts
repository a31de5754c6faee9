import { textOf } from '../../cell.ts'
import { derivedId } from '../../derived-id.ts'
import { SEARCHES_ONLY } from './cannot-tell.ts'
import { formatOfPosts, NO_ACCOUNT, namedByUrl, noAuthor, platformOfSource, saidInTweet } from './post-table.ts'

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

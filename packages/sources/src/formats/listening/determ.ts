import { textOf } from '../../cell.ts'
import { SEARCHES_ONLY } from './cannot-tell.ts'
import { formatOfPosts, NO_ACCOUNT, namedByUrl, noAuthor, platformOfSource, saidInTweet } from './post-table.ts'

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

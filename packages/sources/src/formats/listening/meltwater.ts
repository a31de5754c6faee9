import { readId, textOf } from '../../cell.ts'
import type { Cells } from '../../table-format.ts'
import { readTime } from '../../time.ts'
import type { TimeColumn } from '../../time-column.ts'
import { SEARCHES_ONLY } from './cannot-tell.ts'
import { formatOfPosts, NO_ACCOUNT, namedByUrl, noAuthor, platformOfSource, saidInTweet } from './post-table.ts'

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

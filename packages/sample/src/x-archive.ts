import { quarterNamed } from '@weft/model/quarter'
import { seededRandom } from '@weft/model/seeded-random'
import { archiveText, shortenLinks } from './archive-text.ts'
import { archiveTime, archiveTweet, type Reception } from './archive-tweet.ts'
import { wholeNumber } from './chance.ts'
import type { ExportFile } from './export-file.ts'
import type { Institution, SampleAccount, SamplePost } from './institution.ts'
import { zipBytes } from './zip-bytes.ts'

/** Days between a period's end and the export of it. */
const EXPORTED_AFTER = 2 * 86_400_000

/**
 * The brand's X archive as X has made them since 2022: what the account did (posts, likes, whom it follows) and who
 * follows it. What others wrote to it is not in it.
 */
export async function xArchive(institution: Institution): Promise<ExportFile> {
  const { brand, seed, quarters } = institution
  const last = quarters.at(-1)
  const made = (last === undefined ? 0 : quarterNamed(last).to) + EXPORTED_AFTER
  const day = new Date(made).toISOString().slice(0, 10)
  const lists = listsOf(institution)
  const files = lists.map(({ fileName, globalName, rows }) => ({
    name: `data/${fileName}.js`,
    bytes: Buffer.from(`window.YTD.${globalName}.part0 = ${rows.length === 0 ? '[ ]' : JSON.stringify(rows, null, 2)}`),
  }))
  const manifest = {
    userInfo: { accountId: brand.id, userName: brand.handle, displayName: brand.displayName },
    archiveInfo: {
      sizeBytes: String(files.reduce((sum, { bytes }) => sum + bytes.length, 0)),
      generationDate: new Date(made).toISOString(),
      isPartialArchive: false,
      maxPartSizeBytes: '53687091200',
    },
    dataTypes: Object.fromEntries(
      lists.map(({ dataType, fileName, globalName, rows }) => [
        dataType,
        {
          files: [
            { fileName: `data/${fileName}.js`, globalName: `YTD.${globalName}.part0`, count: String(rows.length) },
          ],
        },
      ]),
    ),
  }
  files.unshift({
    name: 'data/manifest.js',
    bytes: Buffer.from(`window.__THAR_CONFIG = ${JSON.stringify(manifest, null, 2)}`),
  })
  return {
    name: `twitter-${day}-${archiveHash(seed)}.zip`,
    bytes: await zipBytes(files, day),
    rows: Object.fromEntries(lists.map(({ fileName, rows }) => [fileName, rows.length])),
  }
}

interface ArchiveList {
  /** The list's name in the manifest, in the file, and in the file's first line: X writes it three ways. */
  dataType: string
  fileName: string
  globalName: string
  rows: unknown[]
}

function listsOf(institution: Institution): ArchiveList[] {
  const { brand, posts } = institution
  const newestFirst = posts.filter(({ author }) => author === brand).reverse()
  const receptionOf = receptions(institution)
  const snapshot = institution.follows.at(-1)?.snapshotDate
  const follows = institution.follows.filter(({ snapshotDate }) => snapshotDate === snapshot)
  const list = (dataType: string, rows: unknown[], fileName = dataType, globalName = dataType): ArchiveList => ({
    dataType,
    fileName,
    globalName,
    rows,
  })
  return [
    list('account', [accountRow(institution)]),
    list('profile', [profileRow(brand)]),
    list(
      'tweets',
      newestFirst.map((post) => archiveTweet(post, receptionOf(post))),
    ),
    list(
      'tweetHeaders',
      newestFirst.map(({ id, time }) => ({
        tweet: { tweet_id: id, user_id: brand.id, created_at: archiveTime(time) },
      })),
      'tweet-headers',
      'tweet_headers',
    ),
    list(
      'follower',
      follows.filter(({ followed }) => followed === brand).map(({ follower }) => ({ follower: followRow(follower) })),
    ),
    list(
      'following',
      follows.filter(({ follower }) => follower === brand).map(({ followed }) => ({ following: followRow(followed) })),
    ),
    list('like', likeRows(institution)),
  ]
}

/** An account as the follow lists name it: no handle, no date. */
function followRow({ id }: SampleAccount) {
  return { accountId: id, userLink: `https://twitter.com/intent/user?user_id=${id}` }
}

function accountRow({ brand }: Institution) {
  return {
    account: {
      email: 'digital@example.org',
      createdVia: 'web',
      username: brand.handle,
      accountId: brand.id,
      createdAt: '2011-03-08T09:41:12.000Z',
      accountDisplayName: brand.displayName,
    },
  }
}

function profileRow({ description }: SampleAccount) {
  return {
    profile: {
      description: { bio: description, website: 'https://www.example.org', location: 'Loomgate, by the sea' },
      avatarMediaUrl: 'https://images.example.org/loomgate.png',
      headerMediaUrl: 'https://images.example.org/loomgate-header.png',
    },
  }
}

/** What the brand liked: the post and its text, without author or time. */
function likeRows({ brand, likes }: Institution) {
  return likes
    .filter(({ actor }) => actor === brand)
    .reverse()
    .map(({ post }) => ({
      like: {
        tweetId: post.id,
        fullText: archiveText(shortenLinks(post.text, post.id), []).fullText,
        expandedUrl: `https://twitter.com/i/web/status/${post.id}`,
      },
    }))
}

function receptions({ posts, likes }: Institution): (post: SamplePost) => Reception {
  const counts = new Map<SamplePost, Reception>()
  const of = (post: SamplePost): Reception => {
    const found = counts.get(post) ?? { likes: 0, reposts: 0 }
    counts.set(post, found)
    return found
  }
  for (const { post } of likes) of(post).likes++
  for (const { kind, parent } of posts) if (kind === 'repost' && parent !== null) of(parent).reposts++
  return of
}

function archiveHash(seed: number): string {
  const random = seededRandom(`${seed}/archive`)
  return Array.from({ length: 64 }, () => wholeNumber(random, 0, 15).toString(16)).join('')
}

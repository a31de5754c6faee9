import type { ExportFile } from '../../export.ts'
import { type Export, filesBelowWrapper, firstBytes } from '../../export.ts'
import type { Match } from '../../format.ts'

/** The lists of an archive that we read; each may come in parts (`tweets-part1.js`). */
export interface XArchiveFiles {
  manifest: ExportFile | null
  account: ExportFile | null
  profile: ExportFile | null
  tweets: ExportFile[]
  /** What the account posted in communities, which anybody on X can read. */
  communityTweets: ExportFile[]
  tweetHeaders: ExportFile[]
  followers: ExportFile[]
  followings: ExportFile[]
  likes: ExportFile[]
}

/** The archive's files by name, with or without the `data` folder around them. */
export function xArchiveFiles(exported: Export): XArchiveFiles {
  const files = new Map(
    [...filesBelowWrapper(exported)].map(([path, file]) => [path.replace(/^data\//, ''), file] as const),
  )
  const parts = (name: string) =>
    [...files]
      .filter(([path]) => partNumber(path, name) !== null)
      .sort(([one], [other]) => (partNumber(one, name) ?? 0) - (partNumber(other, name) ?? 0))
      .map(([, file]) => file)
  const tweets = parts('tweets')
  return {
    manifest: files.get('manifest.js') ?? null,
    account: files.get('account.js') ?? null,
    profile: files.get('profile.js') ?? null,
    // Called `tweet.js` until 2021.
    tweets: tweets.length > 0 ? tweets : parts('tweet'),
    communityTweets: parts('community-tweet'),
    tweetHeaders: parts('tweet-headers'),
    followers: parts('follower'),
    followings: parts('following'),
    likes: parts('like'),
  }
}

/** 0 for `tweets.js`, 3 for `tweets-part3.js`, `null` for other files. */
function partNumber(path: string, name: string): number | null {
  const match = /^([a-z-]+?)(?:-part(\d+))?\.js$/.exec(path)
  return match?.[1] === name ? Number(match[2] ?? '0') : null
}

/** Tells an archive by the file that says whose it is, and at least one of its lists. */
export async function matchXArchive(exported: Export): Promise<Match> {
  const { manifest, account, tweets, tweetHeaders, followers, followings, likes } = xArchiveFiles(exported)
  const who = (await isOfX(account)) ? account : (await isOfX(manifest)) ? manifest : null
  const lists: ExportFile[] = []
  for (const list of [tweets, tweetHeaders, followers, followings, likes].flat()) {
    if (await isOfX(list)) lists.push(list)
  }
  return {
    found: [...(who === null ? [] : [who.path]), ...lists.map((list) => list.path)],
    missing: [
      ...(who === null ? ['data/account.js or data/manifest.js'] : []),
      ...(lists.length === 0 ? ['data/tweets.js, data/follower.js, data/following.js or data/like.js'] : []),
    ],
  }
}

async function isOfX(file: ExportFile | null): Promise<boolean> {
  return file !== null && /^(\u00ef\u00bb\u00bf)?\s*window\./.test((await firstBytes(file, 64)).toString('latin1'))
}

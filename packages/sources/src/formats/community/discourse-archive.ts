import type { AccountRecord } from '@weft/model/account-record'
import type { CountRecord } from '@weft/model/count-record'
import type { PostRecord } from '@weft/model/post'
import { textOf, WrongCell } from '../../cell.ts'
import { readCount } from '../../count-cell.ts'
import { type Export, type ExportFile, filesBelowWrapper } from '../../export.ts'
import type { Format, ReadOptions, ReadSummary, SourceRow } from '../../format.ts'
import { htmlText } from '../../html-text.ts'
import { asObject, objectAt, textAt } from '../../json-fields.ts'
import { jsonDocument } from '../../json-file.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { AccountNeeded } from '../../refusal.ts'
import { formatOfTable, type TableReader } from '../../table-format.ts'
import type { TimeColumn } from '../../time-column.ts'
import { discourseAccount, discoursePostId, discourseTopicId, mentionedInCooked } from './discourse-post.ts'

const posts = formatOfTable({
  id: 'discourse_archive',
  name: 'Discourse account archive',
  howToGet:
    'On your forum, in your profile: Activity, Download All, or on newer forums Preferences, Account, where the archive of your account is requested. It comes as a .zip in a message; hand that in as it is. user_archive.csv alone will do, too: say whose it is when you upload it.',
  tells: 'What the account wrote, with text and time, whom it named and quoted, and how often each post was liked.',
  cannotTell:
    'Whom it answered, and what others wrote. It holds posts that were deleted since, without saying so. Private messages, posts in categories that are closed to the account now, and everything else in the archive are left out.',
  required: ['topic_title', 'categories', 'is_pm', 'post_raw', 'url', 'created_at'],
  optional: ['post_cooked', 'like_count', 'reply_count'],
  timeColumn: 'created_at',
  reader: (_, times, options) => archiveReader(times, options),
})

/** The posts of one's own account that a Discourse forum gives out. */
export const discourseArchive: Format = {
  ...posts,
  extent: 'archive',
  async match(exported) {
    const file = postsFile(exported)
    return file === null ? { found: [], missing: [POSTS] } : await posts.match({ ...exported, files: [file] })
  },
  async *read(exported, options): AsyncGenerator<SourceRow[], ReadSummary> {
    const owner = await ownerOf(exported)
    const file = postsFile(exported)
    const alone = file === null ? exported : { ...exported, files: [file] }
    const account = owner?.account ?? options.account
    const summary = yield* posts.read(alone, account === undefined ? options : { ...options, account })
    return { ...summary, owner }
  },
}

const POSTS = 'user_archive.csv'

/** A file alone is known by its columns, whatever its name. */
function postsFile(exported: Export): ExportFile | null {
  const [only, ...others] = exported.files
  return only !== undefined && others.length === 0 ? only : (filesBelowWrapper(exported).get(POSTS) ?? null)
}

/** The archive says whose it is where it also says much that is read by nobody. */
async function ownerOf(exported: Export): Promise<AccountRecord | null> {
  const file = filesBelowWrapper(exported).get('preferences.json')
  if (file === undefined) return null
  const preferences = asObject(await jsonDocument(file))
  const user = 'user' in preferences ? objectAt(preferences, 'user') : preferences
  const username = textAt(user, 'username')
  if (username === null) return null
  const displayName = textAt(user, 'name')
  return { type: 'account', account: discourseAccount(username), displayName, description: null, exporter: true }
}

function archiveReader(times: TimeColumn | null, { account, takenAt }: ReadOptions): TableReader {
  const observed = new ObservedCoverage()
  const owner = account?.platform === 'discourse' ? account : null
  return {
    record(cells, place) {
      if (owner === null) throw new AccountNeeded(place.file, 'discourse', 'posts')
      const closed = whyClosed(cells('is_pm').trim(), cells('categories').trim())
      if (closed !== null) return { ignored: closed }
      const address = /\/t\/(?:[^/?#]*\/)?(\d+)\/(\d+)(?:[?#].*)?$/.exec(cells('url').trim())
      const [url, topic, number] = address === null ? [] : [address.input, address[1], address[2]]
      if (url === undefined || topic === undefined || number === undefined) {
        throw new WrongCell({
          column: 'url',
          value: cells('url'),
          problem: 'no address of a post',
          fix: 'take the file as the forum wrote it',
        })
      }
      const cooked = cells('post_cooked')
      const time = times?.read(cells('created_at')) ?? null
      const post: PostRecord = {
        type: 'post',
        id: discoursePostId(topic, number),
        author: owner,
        time,
        kind: number === '1' ? 'original' : 'reply',
        // As HTML the post has the quoted words marked, which are others'.
        text: cooked === '' ? textOf(cells('post_raw')) : htmlText(cooked) || null,
        language: null,
        parentId: null,
        conversationId: discourseTopicId(topic),
        url,
        parentAuthor: null,
        mentions: mentionedInCooked(cooked),
      }
      observed.see('discourse', ['post', 'mention'], time, post.text !== null)
      return [post, ...countsOf(post, cells, takenAt ?? null)]
    },
    coverage: () => observed.coverage().map((coverage) => ({ ...coverage, account: owner, direction: 'outbound' })),
    notes: () => [],
  }
}

/**
 * Why a post is not everybody's. Forums write yes and no in their own language; private messages are in no category,
 * and where the account may not look any more the category is `-`.
 */
function whyClosed(isPrivate: string, category: string): string | null {
  if (/^(yes|true|1)$/i.test(isPrivate)) return 'a private message'
  return category === '' || category === '-' ? 'in no category that is open: a private message, or closed' : null
}

function countsOf(post: PostRecord, cells: (column: string) => string, time: number | null): CountRecord[] {
  const counted = [
    ['like_count', 'likes'],
    ['reply_count', 'replies'],
  ] as const
  return counted.flatMap(([column, thing]) => {
    const value = readCount(column, cells(column))
    const { author: account, id: postId } = post
    return value === null
      ? []
      : [{ type: 'count' as const, account, postId, thing, value, span: 'total' as const, time }]
  })
}

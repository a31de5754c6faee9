import type { AccountRef } from '@weft/model/account'
import { foldHandle } from '@weft/model/account'
import type { Platform } from '@weft/model/platform'
import type { PostKind, PostRecord } from '@weft/model/post'
import { WrongCell } from '../cell.ts'
import { derivedId } from '../derived-id.ts'
import { retweetedHandle, statusOfUrl } from '../formats/x/tweet.ts'
import { handlesInText } from '../handles-in-text.ts'
import { platformOfUrl } from '../platform-named.ts'
import { postKindNamed } from './act-words.ts'
import { isAbsent } from './column-kind.ts'
import type { MappedRow } from './mapped-row.ts'

/** The platform of a post: as its row says, else as its address does, else as was said for the file. */
export function platformOfPost(row: MappedRow): Platform {
  const isNamed = row.cell('platform').trim() !== ''
  return (isNamed ? null : platformOfUrl(row.cell('url'))) ?? row.platform()
}

/** Its id, else the one in its address, else the address. `null` where the row has neither. */
export function idOfPost(row: MappedRow, platform: Platform): string | null {
  const url = row.text('url')
  const linked = platform === 'x' && url !== null ? statusOfUrl(url) : null
  // An address keeps the id that a spreadsheet has ruined in its own column.
  if (linked !== null) return linked.id
  return row.id('id') ?? (url !== null && isOfOnePost(url) ? url : null)
}

/** The address of an account, or of a site, stands for no post. */
function isOfOnePost(url: string): boolean {
  return /^(?:https?:\/\/)?[^/?#]+\/(?:[^/?#]+\/+[^/?#]|[^/#]*\?)/i.test(url)
}

/** Throws {@link WrongCell} for a row that is no post by anybody. */
export function mappedPost(row: MappedRow): PostRecord {
  const platform = platformOfPost(row)
  const author = authorOf(row, platform)
  const text = textOfPost(row)
  const time = row.time()
  const id =
    idOfPost(row, platform) ??
    (text === null && time === null
      ? null
      : derivedId(platform, author.platformId ?? foldHandle(author.handle ?? ''), time, text))
  if (id === null) {
    throw new WrongCell({
      column: null,
      value: null,
      problem: 'the row has neither an id nor a text nor a time',
      fix: 'leave out rows that are no posts',
    })
  }
  const named = namedIn(row, platform)
  const inText = text === null ? [] : handlesInText(platform, text)
  return {
    type: 'post',
    id,
    author,
    time,
    text,
    language: row.text('language'),
    conversationId: row.id('conversation_id'),
    url: row.text('url'),
    mentions: named ?? inText,
    ...parentOf(row, { platform, text, inText }),
  }
}

/** As its column says, else as its address does; our own where neither does. */
function authorOf(row: MappedRow, platform: Platform): AccountRef {
  const isNamed = row.isMapped('author') || row.isMapped('author_id')
  const told = isNamed ? row.account('author', platform) : null
  return told ?? linkedAuthor(row, platform) ?? row.neededAccount('author', platform)
}

function linkedAuthor(row: MappedRow, platform: Platform): AccountRef | null {
  const handle = platform === 'x' ? (statusOfUrl(row.cell('url').trim())?.handle ?? null) : null
  return handle === null ? null : { platform, platformId: null, handle }
}

/** A headline and what follows it are one text; a headline that only begins the text is said once. */
function textOfPost(row: MappedRow): string | null {
  const text = row.text('text')
  const title = row.text('title')
  if (text === null || title === null) return text ?? title
  return text.startsWith(title.replace(/(…|\.\.\.)$/, '')) ? text : `${title}\n\n${text}`
}

/** The accounts that a column names, in whatever way lists are written; `null` without such a column. */
function namedIn(row: MappedRow, platform: Platform): AccountRef[] | null {
  if (!row.isMapped('mentions')) return null
  return row
    .cell('mentions')
    .split(/[\s,;|[\]'"()]+/)
    .map((name) => name.replace(/^@/, ''))
    .filter((name) => !isAbsent(name))
    .map((handle) => ({ platform, platformId: null, handle }))
}

type Parent = Pick<PostRecord, 'kind' | 'parentId' | 'parentAuthor'>

/** What the row says that the post answers, passes on or quotes; else what the text of a tweet says. */
function parentOf(
  row: MappedRow,
  { platform, text, inText }: { platform: Platform; text: string | null; inText: readonly AccountRef[] },
): Parent {
  const parentId = row.id('parent_id')
  const parentAuthor = parentAuthorIn(row, platform)
  const said = kindSaid(row)
  const isAnswering = parentId !== null || parentAuthor !== null
  if (said !== null && (said !== 'original' || !isAnswering))
    return withTextsParent({ kind: said, parentId, parentAuthor }, text, inText)
  if (isAnswering) return { kind: 'reply', parentId, parentAuthor }
  const passedOn = platform === 'x' ? retweetedHandle(text ?? '') : null
  if (passedOn !== null)
    return { kind: 'repost', parentId, parentAuthor: { platform, platformId: null, handle: passedOn } }
  const [first] = inText
  const isAddressed = platform === 'x' && first !== undefined && (text ?? '').trimStart().startsWith('@')
  return isAddressed
    ? { kind: 'reply', parentId, parentAuthor: first }
    : { kind: 'original', parentId: null, parentAuthor: null }
}

/** A reply or retweet of which only the text of the tweet says whose post it is of. */
function withTextsParent(parent: Parent, text: string | null, inText: readonly AccountRef[]): Parent {
  const [first] = inText
  if (parent.parentAuthor !== null || first?.platform !== 'x') return parent
  if (parent.kind === 'repost' && retweetedHandle(text ?? '') !== null) return { ...parent, parentAuthor: first }
  const isAddressed = parent.kind === 'reply' && (text ?? '').trimStart().startsWith('@')
  return isAddressed ? { ...parent, parentAuthor: first } : parent
}

/** `null` where the column says nothing of it: that a post is a picture, say. */
function kindSaid(row: MappedRow): PostKind | null {
  return row.isMapped('kind') ? postKindNamed(row.meaning('kind')) : null
}

function parentAuthorIn(row: MappedRow, platform: Platform): AccountRef | null {
  const handle = row.text('parent_author')
  const linked = handle === null ? null : statusOfUrl(handle)
  if (linked !== null) return linked.handle === null ? null : { platform: 'x', platformId: null, handle: linked.handle }
  if (handle === null && row.id('parent_author_id') === null) return null
  return row.account('parent_author', platform)
}

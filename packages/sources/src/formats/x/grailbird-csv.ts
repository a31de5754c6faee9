import type { AccountRef } from '@weft/model/account'
import { readId, textOf, WrongCell } from '../../cell.ts'
import type { ExportFile } from '../../export.ts'
import { refuseOtherKinds } from '../../file-kind.ts'
import type { RowPlace, SourceRecord, SourceRow } from '../../format.ts'
import { findHeader } from '../../header.ts'
import { madeRow } from '../../made-row.ts'
import { UnknownFormat } from '../../refusal.ts'
import { tableRows } from '../../table.ts'
import {
  handlesIn,
  NO_PARENT,
  type Parent,
  plainTweetText,
  readTweetTime,
  retweetedHandle,
  statusUrl,
  xAccount,
} from './tweet.ts'

const COLUMNS = [
  'tweet_id',
  'in_reply_to_status_id',
  'in_reply_to_user_id',
  'timestamp',
  'text',
  'retweeted_status_id',
  'retweeted_status_user_id',
]

/**
 * The rows of a Grailbird archive's `tweets.csv`, with each tweet's id for telling what is known already.
 *
 * Poorer than the month files: who is mentioned stands in the text only, and a reply names its parent's author by id
 * alone. Throws {@link UnknownFormat} where columns are missing.
 */
export async function* tweetsCsvRows(
  file: ExportFile,
  author: AccountRef,
): AsyncGenerator<{ id: string | null; row: SourceRow }> {
  await refuseOtherKinds(file)
  const header = await findHeader(file, COLUMNS)
  if (header === null || header.missing.length > 0) {
    throw new UnknownFormat(file.path, [
      { format: 'tweets.csv', found: header?.found ?? [], missing: header?.missing ?? COLUMNS },
    ])
  }
  const columnAt = new Map(header.columns.map((column, index) => [column, index]))
  for await (const { line, cells, isRightWidth } of tableRows(file, header)) {
    const place: RowPlace = { file: file.path, unit: 'line', row: line }
    const cell = (column: string) => cells[columnAt.get(column) ?? -1] ?? ''
    yield { id: isRightWidth ? textOf(cell('tweet_id')) : null, row: rowOf(place, isRightWidth ? cell : null, author) }
  }
}

function rowOf(place: RowPlace, cell: ((column: string) => string) | null, author: AccountRef): SourceRow {
  return madeRow(place, () => {
    if (cell !== null) return recordOf(cell, author)
    throw new WrongCell({
      column: null,
      value: null,
      problem: 'the row has not as many cells as the header',
      fix: 'take the file as Twitter wrote it',
    })
  })
}

function recordOf(cell: (column: string) => string, author: AccountRef): SourceRecord {
  const id = readId('tweet_id', cell('tweet_id'))
  if (id === null) {
    throw new WrongCell({
      column: 'tweet_id',
      value: cell('tweet_id'),
      problem: 'the tweet has no id',
      fix: 'take the file as Twitter wrote it',
    })
  }
  const text = cell('text')
  return {
    type: 'post',
    id,
    author,
    time: readTweetTime('timestamp', cell('timestamp')),
    text: text === '' ? null : plainTweetText(text),
    language: null,
    conversationId: null,
    url: statusUrl(id),
    mentions: handlesIn(text),
    ...parentOf(cell, text),
  }
}

function parentOf(cell: (column: string) => string, text: string): Parent {
  const originId = readId('retweeted_status_id', cell('retweeted_status_id'))
  if (originId !== null) {
    const authorId = readId('retweeted_status_user_id', cell('retweeted_status_user_id'))
    return { kind: 'repost', parentId: originId, parentAuthor: xAccount(authorId, retweetedHandle(text)) }
  }
  const parentId = readId('in_reply_to_status_id', cell('in_reply_to_status_id'))
  const parentAuthor = xAccount(readId('in_reply_to_user_id', cell('in_reply_to_user_id')), null)
  return parentId === null && parentAuthor === null ? NO_PARENT : { kind: 'reply', parentId, parentAuthor }
}

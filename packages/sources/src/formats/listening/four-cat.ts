import { readId, textOf } from '../../cell.ts'
import { formatOfPosts, noId } from './post-table.ts'

/** What 4CAT writes of any collection. */
export const fourCat = formatOfPosts({
  id: '4cat',
  name: '4CAT posts',
  howToGet: 'In 4CAT: the data set, Download, CSV. Say which platform it is of when you upload it.',
  tells: 'Posts with author, text and time, and which thread they belong to.',
  cannotTell:
    'Whom a post in a thread answers. Who wrote what has no name, or had it taken off. What was not collected.',
  required: ['id', 'thread_id', 'author', 'body', 'timestamp'],
  optional: ['unix_timestamp', 'subject'],
  timeColumn: 'timestamp',
  counted: [],
  post(cells, { times, options }) {
    const handle = textOf(cells('author'))?.replace(/^@/, '') ?? null
    const id = readId('id', cells('id'))
    if (id === null) throw noId('id', cells('id'))
    if (handle === null || NOBODY.test(handle)) return { ignored: 'it does not say who wrote it' }
    const thread = readId('thread_id', cells('thread_id'))
    const isFirst = thread === null || thread === id
    const platform = options.platform ?? 'other'
    const text = textOf(cells('body'))
    return {
      id,
      author: { platform, platformId: null, handle },
      time: times?.read(cells('timestamp')) ?? null,
      kind: isFirst ? 'original' : 'reply',
      text,
      conversationId: thread,
    }
  },
})

/** What collections of boards and deleted accounts have for a name. */
const NOBODY = /^(anonymous|redacted|\[deleted\]|\[removed\]|na|none|null)$/i

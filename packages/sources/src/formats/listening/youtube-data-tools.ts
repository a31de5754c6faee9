import type { AccountRef } from '@weft/model/account'
import { readId, textOf } from '../../cell.ts'
import { formatOfPosts, noAuthor, noId } from './post-table.ts'

/** Comments under a video as YouTube Data Tools writes them. */
export const youtubeDataTools = formatOfPosts({
  id: 'youtube_data_tools',
  name: 'YouTube Data Tools comments',
  howToGet: 'At YouTube Data Tools: Video Comments, with the video’s id; take the file whose name ends with comments.',
  tells: 'Who commented and who answered whom, with text and time.',
  cannotTell: 'Whose video it is. Answers beyond what the tool asked for.',
  required: ['id', 'likecount', 'publishedat', 'authorname', 'text', 'authorchannelid', 'isreply'],
  optional: ['replycount', 'authorchannelurl', 'isreplyto', 'isreplytoname'],
  escape: 'backslash',
  timeColumn: 'publishedat',
  counted: [
    ['likecount', 'likes'],
    ['replycount', 'replies'],
  ],
  post(cells, { times }) {
    const id = readId('id', cells('id'))
    const platformId = readId('authorchannelid', cells('authorchannelid'))
    const name = textOf(cells('authorname'))
    if (id === null) throw noId('id', cells('id'))
    if (platformId === null && name === null) throw noAuthor('authorchannelid', cells('authorchannelid'))
    const isReply = cells('isreply').trim() === '1'
    const answered = textOf(cells('isreplytoname'))
    const parentAuthor: AccountRef | null =
      isReply && answered !== null
        ? { platform: 'youtube', platformId: null, handle: answered.replace(/^@/, '') }
        : null
    return {
      id,
      author: { platform: 'youtube', platformId, handle: name?.replace(/^@/, '') ?? null },
      time: times?.read(cells('publishedat')) ?? null,
      kind: 'reply',
      text: textOf(cells('text')),
      parentId: isReply ? textOf(cells('isreplyto')) : null,
      parentAuthor,
    }
  },
})

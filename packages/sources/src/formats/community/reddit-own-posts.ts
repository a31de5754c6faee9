import type { AccountRef } from '@weft/model/account'
import type { PostRecord } from '@weft/model/post'
import { textOf, WrongCell } from '../../cell.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { AccountNeeded } from '../../refusal.ts'
import { type Cells, formatOfTable, type TableReader } from '../../table-format.ts'
import type { TimeColumn } from '../../time-column.ts'
import { redditMentions } from './reddit-account.ts'

export const HOW_TO_GET =
  'On reddit.com/settings/data-request ask for your data. A link to a zip comes within 30 days; hand that in as it is.'

/** The comments in Reddit's answer to a data request. */
export const redditComments = formatOfTable({
  id: 'reddit_comments',
  name: 'Reddit comments (data request)',
  howToGet: HOW_TO_GET,
  tells: 'What the account commented, with text and time, and under which post.',
  cannotTell: 'Whom it answered: posts and comments are named by their ids only. What others wrote. Whose data it is.',
  required: ['id', 'permalink', 'date', 'subreddit', 'parent', 'body'],
  optional: ['ip', 'gildings', 'gildings_silver', 'gildings_supergold', 'link', 'media'],
  timeColumn: 'date',
  reader: (_, times, { account }) =>
    ownPosts(account ?? null, times, (cells) => {
      const link = /\/comments\/(\w+)/.exec(cells('permalink'))?.[1]
      const thread = link === undefined ? null : `t3_${link}`
      return {
        id: `t1_${ownId(cells)}`,
        kind: 'reply',
        text: textOf(cells('body')),
        parentId: answeredBy(textOf(cells('parent'))) ?? thread,
        conversationId: thread,
        url: textOf(cells('permalink')),
      }
    }),
})

/** The posts in Reddit's answer to a data request. */
export const redditPosts = formatOfTable({
  id: 'reddit_posts',
  name: 'Reddit posts (data request)',
  howToGet: HOW_TO_GET,
  tells: 'What the account posted, with title, text and time.',
  cannotTell: 'What others wrote or voted. Whose data it is.',
  required: ['id', 'permalink', 'date', 'subreddit', 'title', 'body'],
  optional: ['ip', 'gildings', 'url'],
  timeColumn: 'date',
  reader: (_, times, { account }) =>
    ownPosts(account ?? null, times, (cells) => {
      const id = `t3_${ownId(cells)}`
      const text = [textOf(cells('title')), textOf(cells('body'))].filter((part) => part !== null).join('\n\n')
      return {
        id,
        kind: 'original',
        text: text === '' ? null : text,
        parentId: null,
        conversationId: id,
        url: textOf(cells('permalink')),
      }
    }),
})

/** Some exports write only the id of the comment that was answered; `t3_` is the post that the comment stands under. */
function answeredBy(parent: string | null): string | null {
  return parent === null || /^t[13]_/.test(parent) ? parent : `t1_${parent}`
}

/** Ids are digits to the base of 36; what a spreadsheet made of one has a point or a plus in it. */
function ownId(cells: Cells): string {
  const id = cells('id').trim()
  if (/^[a-z0-9]+$/i.test(id)) return id
  const problem = id === '' ? 'it has no id' : 'no id of Reddit'
  throw new WrongCell({ column: 'id', value: cells('id'), problem, fix: 'take the file as Reddit wrote it' })
}

function ownPosts(
  account: AccountRef | null,
  times: TimeColumn | null,
  postIn: (cells: Cells) => Pick<PostRecord, 'id' | 'kind' | 'text' | 'parentId' | 'conversationId' | 'url'>,
): TableReader {
  const owner = account?.platform === 'reddit' ? account : null
  const observed = new ObservedCoverage()
  return {
    record(cells, place) {
      if (owner === null) throw new AccountNeeded(place.file, 'reddit', 'posts')
      const time = times?.read(cells('date')) ?? null
      const post = postIn(cells)
      // Whom a comment answers is not said, so that answers are not covered.
      observed.see('reddit', ['post', 'mention'], time, post.text !== null)
      const mentions = redditMentions(post.text ?? '')
      return { type: 'post', ...post, author: owner, time, language: null, parentAuthor: null, mentions }
    },
    coverage: () => observed.coverage().map((coverage) => ({ ...coverage, account: owner, direction: 'outbound' })),
    notes: () => [],
  }
}

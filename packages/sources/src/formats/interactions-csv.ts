import type { CoveredAct } from '@weft/model/coverage'
import { INTERACTION_KINDS, type InteractionKind, type InteractionRecord } from '@weft/model/interaction'
import type { Platform } from '@weft/model/platform'
import type { PostKind, PostRecord } from '@weft/model/post'
import { readAccount, readId, readPlatform, textOf, WrongCell } from '../cell.ts'
import { ObservedCoverage } from '../observed-coverage.ts'
import { type Cells, formatOfTable, type TableReader } from '../table-format.ts'
import type { TimeColumn } from '../time-column.ts'

/** What platforms call the same act. */
const SAME_KIND: Record<string, InteractionKind> = {
  retweet: 'repost',
  boost: 'repost',
  favorite: 'like',
  favourite: 'like',
}

/** The post that carries an act of that kind. A mention says nothing of its post's kind. A like carries none. */
const KIND_OF_POST: Record<Exclude<InteractionKind, 'like' | 'mention'>, PostKind> = {
  reply: 'reply',
  comment: 'reply',
  quote: 'quote',
  repost: 'repost',
}

/** One act per row, from any tool. */
export const interactionsCsv = formatOfTable({
  id: 'interactions_csv',
  name: 'Interactions table (CSV or Excel)',
  howToGet:
    'Write a table (CSV or Excel) with the columns id,time,kind,actor,target and, where known, text,parent_id,conversation_id,platform,url,language. One act per row; kind is one of reply, mention, repost, quote, like, comment. Accounts are handles, or id: and a platform id.',
  tells: 'Who did what toward whom and when, in the directions that the table holds; posts where text is given.',
  cannotTell: 'Whether acts are missing from it: only what is in the table is known.',
  required: ['id', 'time', 'kind', 'actor', 'target'],
  optional: ['text', 'parent_id', 'conversation_id', 'platform', 'url', 'language'],
  timeColumn: 'time',
  reader(platform, times) {
    return interactionsReader(platform, times)
  },
})

function interactionsReader(absentPlatform: Platform, times: TimeColumn | null): TableReader {
  const observed = new ObservedCoverage()
  return {
    record(cells) {
      const platform = readPlatform('platform', cells('platform'), absentPlatform)
      const kind = readKind(cells('kind'))
      const postId = readId('id', cells('id'))
      const time = times?.read(cells('time')) ?? null
      const actor = readAccount('actor', cells('actor'), platform)
      const target = readAccount('target', cells('target'), platform)
      const interaction: InteractionRecord = { type: 'interaction', actor, target, kind, time, postId, post: null }
      interaction.post = postOfInteraction(interaction, cells)
      const acts: CoveredAct[] = interaction.post === null ? [kind] : [kind, 'post']
      const text = interaction.post?.text ?? null
      observed.see(platform, acts, time, text !== null)
      return interaction
    },
    coverage: () => observed.coverage(),
    notes: () => [],
  }
}

/** The post that the row describes; `null` where it has no id, or tells nothing of it but the act. */
export function postOfInteraction(
  { actor, target, kind, time, postId }: InteractionRecord,
  cells: Cells,
): PostRecord | null {
  const text = textOf(cells('text'))
  const language = textOf(cells('language'))
  const parentId = readId('parent_id', cells('parent_id'))
  const conversationId = readId('conversation_id', cells('conversation_id'))
  const url = textOf(cells('url'))
  if (kind === 'like' || postId === null) return null
  if (text === null && parentId === null && conversationId === null && url === null) return null
  const about = { id: postId, author: actor, time, text, language, parentId, conversationId, url }
  if (kind === 'mention') {
    // The row of the reply itself, if there is one, names its parent's author.
    return {
      type: 'post',
      ...about,
      kind: parentId === null ? 'original' : 'reply',
      parentAuthor: null,
      mentions: [target],
    }
  }
  return { type: 'post', ...about, kind: KIND_OF_POST[kind], parentAuthor: target, mentions: [] }
}

function readKind(cell: string): InteractionKind {
  const name = cell.trim().toLowerCase()
  const kind = SAME_KIND[name] ?? INTERACTION_KINDS.find((known) => known === name)
  if (kind !== undefined) return kind
  throw new WrongCell({
    column: 'kind',
    value: cell,
    problem: 'no kind of interaction',
    fix: `write one of ${INTERACTION_KINDS.join(', ')}`,
  })
}

import { interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { inBatches } from '../../batches.ts'
import { WrongCell } from '../../cell.ts'
import { type Export, onlyFile } from '../../export.ts'
import type { Format, ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import { asObject, idAt, type JsonObject, objectAt, objectsAt, textAt } from '../../json-fields.ts'
import { jsonArrayItems, jsonSample } from '../../json-file.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { EmptyExport, UnknownFormat } from '../../refusal.ts'
import { timeOfSnowflake } from './snowflake.ts'
import { handlesIn, readTweetTime, statusUrl, xAccount } from './tweet.ts'

const NAME = 'Support conversations on Twitter (JSON)'

/** The published conversations of users with brands’ support: turn by turn, and the answer that ended them. */
export const xSupportDialogs: Format = {
  id: 'x_support_dialogs',
  name: NAME,
  extent: 'file',
  howToGet:
    'The data set “Twitter customer care document prediction”, as published: train.json, dev.json or test.json.',
  tells: 'What users asked support accounts, turn by turn with text and time, and that the account answered.',
  cannotTell: 'Who else took part, and what was said after the last answer.',
  async match(exported) {
    const missing = ['conversations with dialogHeader and dialogContent']
    const file = onlyFile(exported)
    const first = asObject((file === null ? null : await jsonSample(file))?.first)
    return 'dialogHeader' in first && 'dialogContent' in first
      ? { found: ['dialogHeader, dialogContent'], missing: [] }
      : { found: [], missing }
  },
  read: (exported) => inBatches(readDialogs(exported)),
}

async function* readDialogs(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const observed = new ObservedCoverage()
  let row = 0
  for await (const { value } of jsonArrayItems(file)) {
    row++
    const place: RowPlace = { file: file.path, unit: 'item', row }
    yield madeRow(place, () => turnsOf(asObject(value), observed))
  }
  if (row === 0) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: observed.coverage(), notes: [] }
}

/** One conversation is one row: each turn answers the one before it; the first answers whom its first word names. */
function turnsOf(dialog: JsonObject, observed: ObservedCoverage): Made {
  const header = objectAt(dialog, 'dialogHeader')
  const company = xAccount(null, textAt(header, 'company'))
  if (company === null) throw wrong('company', 'the company is not named')
  const conversationId = textAt(header, 'sessionID')
  const posts: PostRecord[] = []
  for (const turn of objectsAt(dialog, 'dialogContent')) {
    // Whoever else joins in is a `client1`.
    const author = xAccount(null, textAt(turn, 'client') ?? textAt(turn, 'client1') ?? textAt(turn, 'agent'))
    const id = idAt(turn, 'tweet_ID')
    if (author === null || id === null) throw wrong('dialogContent', 'a turn names no author or has no id')
    const time = readTweetTime('datetime', textAt(turn, 'datetime'))
    posts.push(postOf({ id, author, time, text: textAt(turn, 'message'), conversationId }, posts.at(-1) ?? null))
  }
  const answer = objectAt(dialog, 'agentURL')
  const id = idAt(answer, 'tweet_ID')
  const last = posts.at(-1)
  if (id !== null && last !== undefined) {
    const text = textAt(answer, 'url_utterance')
    posts.push(postOf({ id, author: company, time: timeOfSnowflake(id), text, conversationId }, last))
  }
  for (const post of posts) {
    const acts = interactionsOfPost(post).map(({ kind }) => kind)
    observed.see('x', ['post', ...acts], post.time, post.text !== null)
  }
  const [first, ...others] = posts
  return first === undefined ? { ignored: 'a conversation without turns' } : [first, ...others]
}

type Turn = Pick<PostRecord, 'id' | 'author' | 'time' | 'text' | 'conversationId'>

function postOf(turn: Turn, before: PostRecord | null): PostRecord {
  const text = turn.text ?? ''
  const mentions = handlesIn(text)
  const [named] = text.startsWith('@') ? mentions : []
  const parentAuthor = before?.author ?? named ?? null
  return {
    type: 'post',
    ...turn,
    language: null,
    url: statusUrl(turn.id),
    mentions,
    kind: parentAuthor === null ? 'original' : 'reply',
    parentId: before?.id ?? null,
    parentAuthor,
  }
}

function wrong(column: string, problem: string): WrongCell {
  return new WrongCell({ column, value: null, problem, fix: 'take the file as it was published' })
}

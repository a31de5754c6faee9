import type { AccountRecord } from '@weft/model/account-record'
import { textOf } from '../../cell.ts'
import { type Export, type ExportFile, filesBelowWrapper } from '../../export.ts'
import type { Format, ReadOptions, ReadSummary, SourceRow } from '../../format.ts'
import { findHeader } from '../../header.ts'
import { NotData, UnknownFormat } from '../../refusal.ts'
import { tableRows } from '../../table.ts'
import { type FoundTable, findTables, readTables } from '../table-archive.ts'
import { HOW_TO_GET, redditComments, redditPosts } from './reddit-own-posts.ts'

const NAME = 'Reddit data request'

const TABLES: readonly Format[] = [redditComments, redditPosts]

/** What Reddit calls those tables; large ones it cuts into several. */
const TABLE_FILE = /^(comments|posts)(_\d+)?\.csv$/

/** Some of what Reddit puts beside them and nobody else does: two tables alone are no archive of Reddit's. */
const BESIDE = /^(statistics|checkfile|ip_logs|(comment|post)_(headers|votes)|subscribed_subreddits)(_\d+)?\.csv$/

const PART = 'comments.csv or posts.csv, with Reddit’s columns'

/** What Reddit gives out of an account: a zip of tables, or its comments or posts alone. */
export const redditExport: Format = {
  id: 'reddit_export',
  name: NAME,
  extent: 'archive',
  howToGet: `${HOW_TO_GET} Of comments.csv or posts.csv alone, say whose they are.`,
  tells: 'What the account posted and commented, with text and time, where, and whom it names.',
  cannotTell:
    'Whom it answered: posts and comments are named by their ids only. What others wrote. Messages, chats, votes, friends and addresses are not read.',
  async match(exported) {
    const [only] = exported.files
    if (only !== undefined && exported.files.length === 1) await refusePrivate(exported.name, only)
    const [first] = await ownTables(exported)
    return first === undefined ? { found: [], missing: [PART] } : { found: [first.file.path], missing: [] }
  },
  read: readOwn,
}

async function ownTables(exported: Export): Promise<FoundTable[]> {
  if (exported.files.length === 1) return findTables(exported.files, TABLES)
  const files = [...filesBelowWrapper(exported)]
  if (!files.some(([path]) => BESIDE.test(path))) return []
  return findTables(
    files.flatMap(([path, file]) => (TABLE_FILE.test(path) ? [file] : [])),
    TABLES,
  )
}

async function* readOwn(exported: Export, options: ReadOptions): AsyncGenerator<SourceRow[], ReadSummary> {
  const found = await ownTables(exported)
  if (found.length === 0) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: [PART] }])
  const owner = await ownerOf(filesBelowWrapper(exported).get('statistics.csv'))
  const summary = yield* readTables(exported, found, owner === null ? options : { ...options, account: owner.account })
  const aside = exported.files.length - found.length
  const notes = aside === 0 ? [] : [`${aside} other files not read: messages, chats, votes, settings and the like`]
  return { ...summary, owner, notes: [...summary.notes, ...notes] }
}

/** The statistics are a table of names and values, among them an e-mail address; only the account's name is taken. */
async function ownerOf(statistics: ExportFile | undefined): Promise<AccountRecord | null> {
  const header = statistics === undefined ? null : await findHeader(statistics, ['statistic', 'value'])
  if (statistics === undefined || header === null || header.missing.length > 0) return null
  const [nameAt, valueAt] = [header.columns.indexOf('statistic'), header.columns.indexOf('value')]
  for await (const { cells } of tableRows(statistics, header)) {
    const handle = textOf(cells[valueAt] ?? '')
    if (!/^account[ _]name$/i.test(cells[nameAt]?.trim() ?? '') || handle === null) continue
    const account = { platform: 'reddit' as const, platformId: null, handle }
    return { type: 'account', account, displayName: null, description: null, exporter: true }
  }
  return null
}

/** Tables of private messages and chats: who wrote to whom, which other formats would take for acts in public. */
const PRIVATE_TABLES: readonly (readonly string[])[] = [
  ['permalink', 'thread_id', 'from', 'to'],
  ['message_id', 'channel_url', 'conversation_type', 'message'],
]

async function refusePrivate(name: string, file: ExportFile): Promise<void> {
  for (const columns of PRIVATE_TABLES) {
    const header = await findHeader(file, columns)
    if (header?.missing.length !== 0) continue
    throw new NotData(name, 'a list of private messages', 'they are never read; hand in the other files of the export')
  }
}

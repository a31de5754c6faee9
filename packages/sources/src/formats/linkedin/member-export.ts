import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import { textOf } from '../../cell.ts'
import type { Export, ExportFile } from '../../export.ts'
import type { Format, ReadOptions, ReadSummary, SourceRow } from '../../format.ts'
import { findHeader } from '../../header.ts'
import { NotData, UnknownFormat } from '../../refusal.ts'
import { tableRows } from '../../table.ts'
import { type FoundTable, findTables, readTables } from '../table-archive.ts'
import {
  HOW_TO_GET,
  linkedinComments,
  linkedinCompanyFollows,
  linkedinConnections,
  linkedinInvitations,
  linkedinReactions,
  linkedinShares,
  slugOf,
} from './member-lists.ts'
import { withQuotedBreaks } from './quoted-breaks.ts'

const NAME = 'LinkedIn export of a member'

const TABLES: readonly Format[] = [
  linkedinConnections,
  linkedinShares,
  linkedinComments,
  linkedinReactions,
  linkedinInvitations,
  linkedinCompanyFollows,
]

/** What LinkedIn calls those tables; some it cuts into several, and people save them as workbooks. */
const TABLE_FILE = /^(connections|shares|comments|reactions|invitations|company follows)(_\d+)?\.(csv|xls[xm]?)$/i

/** Files left aside that a note names; there are dozens in a whole export. */
const NAMED_MAX = 10

const PART = 'Connections, Shares, Comments, Reactions, Invitations or Company Follows, with LinkedIn’s columns'

/** What LinkedIn gives out of a member’s own account: a zip of tables, or any of them alone. */
export const linkedinExport: Format = {
  id: 'linkedin_export',
  name: NAME,
  extent: 'archive',
  howToGet: HOW_TO_GET,
  tells:
    'With whom the member is connected and since when, which organizations it follows, what it posted and commented.',
  cannotTell:
    'Who follows without being connected, whose posts it commented on or reacted to, and what others wrote. Before 2022 nobody’s address, so that people of one name are one. Messages, invitations and e-mail addresses are not read.',
  async match(exported) {
    const [only] = exported.files
    if (only !== undefined && exported.files.length === 1) await refuseMessages(exported.name, only)
    const [first] = await memberTables(exported)
    return first === undefined ? { found: [], missing: [PART] } : { found: [first.file.path], missing: [] }
  },
  read: readMember,
}

async function memberTables(exported: Export): Promise<FoundTable[]> {
  const isAlone = exported.files.length === 1
  return findTables(
    exported.files.filter((file) => isAlone || TABLE_FILE.test(tableName(file))),
    TABLES,
  )
}

function asRead({ file, table }: FoundTable): FoundTable {
  return { table, file: table === linkedinComments ? withQuotedBreaks(file) : file }
}

/** A sheet goes by the name of its workbook. */
function tableName({ path, isSheet }: ExportFile): string {
  const parts = path.split('/')
  return parts.at(isSheet === true ? -2 : -1) ?? ''
}

async function* readMember(exported: Export, options: ReadOptions): AsyncGenerator<SourceRow[], ReadSummary> {
  const found = await memberTables(exported)
  if (found.length === 0) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: [PART] }])
  const owner = await ownerOf(exported, options)
  const summary = yield* readTables(
    exported,
    found.map(asRead),
    owner === null ? options : { ...options, account: owner.account },
  )
  const read = new Set(found.map(({ file }) => file))
  const aside = exported.files.filter((file) => !read.has(file)).map(({ path }) => path)
  const more = aside.length > NAMED_MAX ? ` and ${aside.length - NAMED_MAX} more` : ''
  const notes = aside.length === 0 ? [] : [`files not read: ${aside.slice(0, NAMED_MAX).join(', ')}${more}`]
  return { ...summary, owner, notes: [...summary.notes, ...notes] }
}

/**
 * Whose export it is: as the person who handed it in says, else the address on the member’s end of an invitation, else
 * the name in the profile.
 */
async function ownerOf(exported: Export, options: ReadOptions): Promise<AccountRecord | null> {
  const fileOf = (name: string) => exported.files.find(({ path }) => path.split('/').at(-1)?.toLowerCase() === name)
  const profile = await firstRow(fileOf('profile.csv'), ['first name', 'last name', 'headline'], () => true)
  const name =
    profile === null ? null : textOf(`${profile('first name')} ${profile('last name')}`.replaceAll(/\s+/g, ' '))
  const columns = ['direction', 'inviterprofileurl', 'inviteeprofileurl']
  const invited = await firstRow(fileOf('invitations.csv'), columns, (cells) => ownAddress(cells) !== null)
  const handle = (invited === null ? null : ownAddress(invited)) ?? name
  const told = options.account?.platform === 'linkedin' ? options.account : null
  const account: AccountRef | null =
    told ?? (handle === null ? null : { platform: 'linkedin', platformId: null, handle })
  if (account === null) return null
  const description = profile === null ? null : textOf(profile('headline'))
  return { type: 'account', account, displayName: name, description, exporter: true }
}

type Cells = (column: string) => string

function ownAddress(cells: Cells): string | null {
  const isOutgoing = cells('direction').trim().toUpperCase() === 'OUTGOING'
  return slugOf(cells(isOutgoing ? 'inviterprofileurl' : 'inviteeprofileurl'))
}

async function firstRow(
  file: ExportFile | undefined,
  columns: readonly string[],
  isWanted: (cells: Cells) => boolean,
): Promise<Cells | null> {
  const header = file === undefined ? null : await findHeader(file, columns)
  if (file === undefined || header === null || header.missing.length > 0) return null
  for await (const { cells } of tableRows(file, header)) {
    const cellOf: Cells = (column) => cells[header.columns.indexOf(column)] ?? ''
    if (isWanted(cellOf)) return cellOf
  }
  return null
}

/** Their columns look like a table of who wrote to whom, which a mapping of columns could take them for. */
async function refuseMessages(name: string, file: ExportFile): Promise<void> {
  const header = await findHeader(file, ['conversation id', 'from', 'to', 'content'])
  if (header?.missing.length !== 0) return
  throw new NotData(name, 'a list of private messages', 'they are never read; hand in the other files of the export')
}

import { platformNamed, platformOfUrl } from '../platform-named.ts'
import { actNamed, partyNamed, postKindNamed } from './act-words.ts'
import { isAbsent, isCount, isHandle, isNumber, isTimeOrDigits, isUrl, shareOf } from './column-kind.ts'
import type { DescribedColumn } from './describe-table.ts'
import { isAccountRole, type MappedTable, type Role } from './roles.ts'

/** A column without a single value may be anything. */
const FIT_OF_NOTHING = 0.5

/** Names of people and bodies, where a tool has no handles: shorter than any text. */
const NAME_MAX = 60

/** How well the cells of a column go with a role: the share of those that are not empty that could stand there. */
export function fitOfRole({ cells, kind }: DescribedColumn, role: Role, table: MappedTable): number {
  const values = cells.filter((cell) => !isAbsent(cell))
  if (values.length === 0) return FIT_OF_NOTHING
  if (role === 'id' && areRowNumbers(values)) return 0
  if (table === 'posts' && (role === 'id' || role === 'url') && areRepeated(values)) return 0
  const share = shareOf(values, testOf(role, table))
  return kind === 'id' && isAccountRole(role) ? share * FIT_OF_IDS_AS_HANDLES : share
}

/** What is the same for several posts is the account's, the day's or the campaign's. A table may hold a post twice. */
function areRepeated(values: readonly string[]): boolean {
  return new Set(values).size < values.length / 2
}

/** Keys with letters in them could be handles, but are sooner ids. */
const FIT_OF_IDS_AS_HANDLES = 0.9

/** 1, 2, 3: such ids start anew in every file, so that posts of two files would pass for one. */
function areRowNumbers(values: readonly string[]): boolean {
  const [first] = values
  if (first !== '0' && first !== '1') return false
  return values.every((value, at) => value === String(Number(first) + at))
}

/** How well they go with a count: they are counts, and no ids. */
export function fitOfCount({ cells, kind }: DescribedColumn): number {
  const values = cells.filter((cell) => !isAbsent(cell))
  if (values.length === 0) return FIT_OF_NOTHING
  return kind === 'id' ? 0 : shareOf(values, isCount)
}

function isName(cell: string): boolean {
  const name = cell.trim()
  return isHandle(name) || (name.length <= NAME_MAX && !isNumber(name) && !isUrl(name) && !/[\n\r]/.test(name))
}

function isKey(cell: string): boolean {
  return /^\S{1,200}$/.test(cell.trim())
}

function isText(cell: string): boolean {
  return !isNumber(cell)
}

function isLanguage(cell: string): boolean {
  const written = cell.trim()
  return /^[a-z]{2,3}([-_]\w{2,8})?$/i.test(written) || /^\p{L}[\p{L} ()]{3,30}$/u.test(written)
}

function isClock(cell: string): boolean {
  return /^\d{1,2}:\d{2}(:\d{2})?(\s*[ap]\.?m\.?)?$/i.test(cell.trim())
}

function isDay(cell: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(cell.trim())
}

function testOf(role: Role, table: MappedTable): (cell: string) => boolean {
  switch (role) {
    case 'account':
    case 'actor':
    case 'author':
    case 'followed':
    case 'follower':
    case 'target':
      return isName
    case 'parent_author':
      return (cell) => isName(cell) || platformOfUrl(cell) === 'x'
    case 'account_id':
    case 'actor_id':
    case 'author_id':
    case 'followed_id':
    case 'follower_id':
    case 'parent_author_id':
    case 'target_id':
    case 'id':
    case 'parent_id':
    case 'conversation_id':
      return isKey
    case 'time':
    case 'snapshot_date':
      return isTimeOrDigits
    case 'clock':
      return isClock
    case 'valid_from':
    case 'valid_to':
      return isDay
    case 'kind':
      return table === 'posts'
        ? (cell) => postKindNamed(cell) !== null
        : (cell) => actNamed(cell) !== null && actNamed(cell) !== 'original'
    case 'platform':
      return (cell) => platformNamed(cell) !== null
    case 'party':
      return (cell) => partyNamed(cell) !== null
    case 'language':
      return isLanguage
    case 'url':
      return isUrl
    case 'website':
      return (cell) => isUrl(cell) || /^[\w-]+(\.[\w-]+)+/.test(cell.trim())
    case 'weight':
      return isNumber
    case 'consent':
      return (cell) => /^(true|false|yes|no|y|n|0|1)$/i.test(cell.trim())
    case 'basis':
      return (cell) => /^[\w ]{2,30}$/.test(cell.trim())
    case 'author_name':
    case 'display_name':
    case 'person':
    case 'department':
    case 'text':
    case 'title':
    case 'description':
      return isText
    case 'mentions':
      return (cell) => isText(cell) && !isUrl(cell)
  }
}

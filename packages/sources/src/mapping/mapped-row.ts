import type { AccountRef } from '@weft/model/account'
import type { Platform } from '@weft/model/platform'
import { readAccount, readId, readPlatform, WrongCell } from '../cell.ts'
import type { ReadOptions, RowPlace } from '../format.ts'
import { platformNamed } from '../platform-named.ts'
import { AccountNeeded } from '../refusal.ts'
import type { Cells } from '../table-format.ts'
import type { TimeColumn } from '../time-column.ts'
import { partyNamed } from './act-words.ts'
import { isAbsent } from './column-kind.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { columnName } from './column-name.ts'
import type { AccountRole, Role } from './roles.ts'
import { withColumn } from './with-column.ts'

/** Rows with this word are left aside. */
export const LEAVE_OUT = 'leave_out'

type ColumnNames = Readonly<Partial<Record<Role, string>>>

/** Names are asked for with each cell of a million rows. */
const known = new WeakMap<ColumnMapping, ColumnNames>()

function columnNames(mapping: ColumnMapping): ColumnNames {
  let names = known.get(mapping)
  if (names === undefined) {
    const entries = Object.entries(mapping.columns).map(([role, heading]) => [role, columnName(heading)])
    names = Object.fromEntries(entries) as ColumnNames
    known.set(mapping, names)
  }
  return names
}

/** A row of a table by what its columns mean. Errors name the column as the file does. */
export class MappedRow {
  readonly #mapping: ColumnMapping
  readonly #names: ColumnNames
  readonly #cells: Cells
  readonly #place: RowPlace
  readonly #options: ReadOptions
  readonly #times: TimeColumn | null

  constructor(
    mapping: ColumnMapping,
    { cells, place, options, times }: { cells: Cells; place: RowPlace; options: ReadOptions; times: TimeColumn | null },
  ) {
    this.#mapping = mapping
    this.#names = columnNames(mapping)
    this.#cells = cells
    this.#place = place
    this.#options = options
    this.#times = times
  }

  /** The heading of a role's column, or the role where no column has it. */
  column(role: Role): string {
    return this.#mapping.columns[role] ?? role
  }

  isMapped(role: Role): boolean {
    return this.#mapping.columns[role] !== undefined || this.#mapping.fixed[role] !== undefined
  }

  /** As the file has it, `''` where nothing says it. */
  cell(role: Role): string {
    const name = this.#names[role]
    return name === undefined ? (this.#mapping.fixed[role] ?? '') : this.#cells(name)
  }

  /** Trimmed; `null` where there is nothing. A word for nothing, such as `NA`, is nothing. */
  text(role: Role): string | null {
    const cell = this.cell(role)
    return isAbsent(cell) ? null : cell.trim()
  }

  /** What the mapping says that a cell of this role means, or the cell. */
  meaning(role: Role): string {
    const cell = this.cell(role).trim()
    const words = this.#mapping.words[role]
    const word = words === undefined ? '' : cell.toLowerCase()
    return words !== undefined && Object.hasOwn(words, word) ? (words[word] ?? cell) : cell
  }

  /** What a row is to be left out for; `null` for one that is to be read. */
  leftOut(...roles: readonly Role[]): string | null {
    const role = roles.find((one) => this.meaning(one) === LEAVE_OUT)
    return role === undefined ? null : `left out: ${this.column(role)} is “${this.cell(role).trim().slice(0, 100)}”`
  }

  /** The platform that the row names, else the one that was named for the file. Throws {@link WrongCell}. */
  platform(): Platform {
    const written = this.meaning('platform')
    return platformNamed(written) ?? readPlatform(this.column('platform'), written, this.#platformOfFile())
  }

  /** As it was said for the file; where our account is in every row, its platform. */
  #platformOfFile(): Platform {
    const { platform, account } = this.#options
    return platform ?? (this.#mapping.ours.length > 0 ? account?.platform : undefined) ?? 'other'
  }

  /** What a label's party cell says, in the words of rosters. */
  party(): string {
    const written = this.meaning('party')
    return partyNamed(written) ?? written
  }

  id(role: Role): string | null {
    return readId(this.column(role), this.cell(role))
  }

  /** UTC milliseconds; `null` where the row has none. Throws {@link WrongCell}. */
  time(): number | null {
    const clock = this.cell('clock').trim()
    return this.#moment('time', clock === '' ? '' : ` ${clock}`)
  }

  snapshotTime(): number | null {
    return this.#moment('snapshot_date', '') ?? this.#options.takenAt ?? null
  }

  #moment(role: Role, clock: string): number | null {
    const date = this.cell(role).trim()
    const times = this.#times
    if (times === null || isAbsent(date)) return null
    return withColumn(
      () => this.column(role),
      () => times.read(`${date}${clock}`),
    )
  }

  /**
   * The account of a role, by handle, id or both; our own where the mapping says so. `null` where the row names none.
   * Throws {@link WrongCell}, and {@link AccountNeeded} where our own was not named.
   */
  account(role: AccountRole, platform: Platform): AccountRef | null {
    if (this.#mapping.ours.includes(role)) {
      const ours = this.#options.account
      if (ours === undefined) throw new AccountNeeded(this.#place.file, platform, 'rows')
      if (ours.platform === platform) return ours
      throw new WrongCell({
        column: this.column('platform'),
        value: this.cell('platform'),
        problem: `the row is of ${platform}, and our account that was named is on ${ours.platform}`,
        fix: 'hand the rows of each platform in with our account there',
      })
    }
    const idRole = idRoleOf(role)
    const platformId = idRole === null ? null : readId(this.column(idRole), this.cell(idRole))
    const cell = this.cell(role)
    const named = cell.trim() === '' ? null : readAccount(this.column(role), cell, platform)
    if (platformId === null) return named
    return { platform, platformId, handle: named?.handle ?? null }
  }

  /** The same where the row must name one. Throws {@link WrongCell}. */
  neededAccount(role: AccountRole, platform: Platform): AccountRef {
    const account = this.account(role, platform)
    if (account !== null) return account
    const idRole = idRoleOf(role)
    const named = idRole !== null && !this.isMapped(role) ? idRole : role
    throw new WrongCell({
      column: this.column(named),
      value: this.cell(named),
      problem: 'no account is named',
      fix: 'write its handle, or id: and its platform id',
    })
  }
}

const ID_ROLES: Readonly<Record<AccountRole, Role | null>> = {
  account: 'account_id',
  actor: 'actor_id',
  author: 'author_id',
  followed: 'followed_id',
  follower: 'follower_id',
  parent_author: 'parent_author_id',
  target: 'target_id',
}

/** The role whose column holds the same account's stable id. */
export function idRoleOf(role: AccountRole): Role | null {
  return ID_ROLES[role]
}

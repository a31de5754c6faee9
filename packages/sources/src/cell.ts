import type { AccountRef } from '@weft/model/account'
import { isPlatform, PLATFORMS, type Platform } from '@weft/model/platform'
import type { RejectedRow, RowPlace } from './format.ts'

/** A cell that says what nothing can be made of. Becomes a {@link RejectedRow}. */
export class WrongCell extends Error {
  override name = 'WrongCell'
  readonly column: string | null
  readonly value: string | null
  readonly problem: string
  readonly fix: string
  constructor(wrong: { column: string | null; value: string | null; problem: string; fix: string }) {
    super(wrong.problem)
    this.column = wrong.column
    this.value = wrong.value
    this.problem = wrong.problem
    this.fix = wrong.fix
  }
}

/** Enough of a wrong value to find it again; a cell can be megabytes long. */
const VALUE_SHOWN_MAX = 200

/** The rejection that a wrong cell makes of its row. */
export function rejectedRow(
  place: RowPlace,
  { column, value, problem, fix }: Pick<WrongCell, 'column' | 'value' | 'problem' | 'fix'>,
): RejectedRow {
  const shown = value !== null && value.length > VALUE_SHOWN_MAX ? `${value.slice(0, VALUE_SHOWN_MAX)}…` : value
  return { place, outcome: 'rejected', column, value: shown, problem, fix }
}

/** What statistics tools and databases write where there is nothing. */
const ABSENT = new Set(['', '-', 'na', 'n/a', 'null', 'none'])

const ABSENT_LENGTH_MAX = 4

/** The cell's text without blanks around it, or `null` where it is empty. */
export function textOf(cell: string): string | null {
  const text = cell.trim()
  return text === '' ? null : text
}

/** `1.78E+17`: a spreadsheet took the id for a number and rounded its digits away. */
const RUINED_ID = /^\d+([.,]\d+)?e\+?\d+$/i

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** An id, `null` where there is none. Throws {@link WrongCell} for one that a spreadsheet ruined. */
export function readId(column: string, cell: string): string | null {
  const id = cell.trim()
  if (id.length <= ABSENT_LENGTH_MAX && ABSENT.has(id.toLowerCase())) return null
  if (isDigit(id.charCodeAt(0)) && RUINED_ID.test(id)) {
    throw new WrongCell({
      column,
      value: cell,
      problem: 'a spreadsheet rounded this id: its last digits are lost',
      fix: 'take the file as the platform wrote it, or import it into the spreadsheet with this column as text',
    })
  }
  return id
}

/** The platform named in a cell, `absent` where the cell is empty. `twitter` is `x`. Throws {@link WrongCell}. */
export function readPlatform(column: string, cell: string, absent: Platform): Platform {
  const name = cell.trim().toLowerCase()
  if (name === '') return absent
  if (name === 'twitter') return 'x'
  if (isPlatform(name)) return name
  throw new WrongCell({
    column,
    value: cell,
    problem: 'no platform that is known here',
    fix: `write one of ${PLATFORMS.join(', ')}`,
  })
}

/**
 * The account that a cell names: a handle, with or without `@`; `id:123` is the platform's stable id, and so is a
 * Bluesky DID. Digits alone are a handle: on some platforms they are. Throws {@link WrongCell} where it is empty.
 */
export function readAccount(column: string, cell: string, platform: Platform): AccountRef {
  const trimmed = cell.trim()
  const name = trimmed.startsWith('@') ? trimmed.slice(1) : trimmed
  if (name === '') {
    throw new WrongCell({
      column,
      value: cell,
      problem: 'no account is named',
      fix: 'write its handle, or id: and its platform id',
    })
  }
  // A handle has no colon where it could be an id: the pattern is not asked of every one.
  const written = name.charCodeAt(2) === 0x3a ? /^id:\s*(.+)$/i.exec(name)?.[1] : undefined
  const id = written ?? (platform === 'bluesky' && name.startsWith('did:') ? name : null)
  if (id !== null) return { platform, platformId: readId(column, id), handle: null }
  readId(column, name)
  return { platform, platformId: null, handle: name }
}

import { accountKey } from '@weft/model/account'
import { BASES, type Basis, PARTIES, type Party, X_CUSTOMER_BASES } from '@weft/model/party'
import type { Platform } from '@weft/model/platform'
import type { RosterRecord } from '@weft/model/roster'
import { readAccount, readPlatform, textOf, WrongCell } from '../cell.ts'
import { type Cells, formatOfTable, type TableReader } from '../table-format.ts'
import { readDay } from '../time.ts'

/** The basis that a label has where the roster names none. */
const BASIS_OF_PARTY: Record<Party, Basis> = {
  owned: 'owned',
  employee: 'staff_list',
  customer: 'manual',
  partner: 'manual',
  third_party: 'manual',
  media: 'manual',
  unclassified: 'manual',
}

const YES = new Set(['true', 'yes', 'y', '1'])
const NO = new Set(['', 'false', 'no', 'n', '0'])

/** What accounts are to the organization, one per row. */
export const rosterCsv = formatOfTable({
  id: 'roster_csv',
  name: 'Roster (CSV or Excel)',
  howToGet: `Write a table (CSV or Excel) with the columns platform,handle,party and, where known, person,department,basis,consent,valid_from,valid_to. party is one of ${PARTIES.join(', ')}; basis one of ${BASES.join(', ')}; dates are written 2015-10-02.`,
  tells: 'What each account is to the organization, on which basis, from when to when.',
  cannotTell: 'Anything of what the accounts do.',
  required: ['platform', 'handle', 'party'],
  optional: ['person', 'department', 'basis', 'consent', 'valid_from', 'valid_to'],
  timeColumn: null,
  reader(platform, _, { customerConsent = 'required' }) {
    return rosterReader(platform, customerConsent)
  },
})

/** Reads labels from cells by the columns of {@link rosterCsv}. */
export function rosterReader(absentPlatform: Platform, consent: 'required' | 'waived'): TableReader {
  const earlier = new Map<string, { label: RosterRecord; line: number }[]>()
  let withoutBasis = 0
  return {
    record(cells, place) {
      const label = readLabel(cells, absentPlatform, consent)
      const key = accountKey(label.account)
      const others = earlier.get(key) ?? []
      const clash = others.find((other) => other.label.party !== label.party && isOverlapping(other.label, label))
      if (clash !== undefined) {
        throw new WrongCell({
          column: 'party',
          value: label.party,
          problem: `line ${clash.line} says of the same account, for the same time, that it is ${clash.label.party}`,
          fix: 'keep one of the two rows, or give them dates that do not overlap',
        })
      }
      const same = others.find((other) => JSON.stringify(other.label) === JSON.stringify(label))
      if (same !== undefined) return { ignored: `says again what line ${same.line} says` }
      earlier.set(key, [...others, { label, line: place.row }])
      if (textOf(cells('basis')) === null) withoutBasis++
      return label
    },
    coverage: () => [],
    notes: () =>
      withoutBasis === 0
        ? []
        : [`${withoutBasis} rows name no basis: owned for owned, staff_list for employee, manual for the others`],
  }
}

function readLabel(cells: Cells, absentPlatform: Platform, consent: 'required' | 'waived'): RosterRecord {
  const platform = readPlatform('platform', cells('platform'), absentPlatform)
  const account = readAccount('handle', cells('handle'), platform)
  const party = readName('party', cells('party'), PARTIES)
  const basis = textOf(cells('basis')) === null ? BASIS_OF_PARTY[party] : readName('basis', cells('basis'), BASES)
  if (consent === 'required' && party === 'customer' && platform === 'x' && !X_CUSTOMER_BASES.includes(basis)) {
    throw new WrongCell({
      column: 'basis',
      value: cells('basis'),
      problem: "X's terms ask for express consent before an account is matched to customer records",
      fix: `write basis ${X_CUSTOMER_BASES.join(' or ')} where that is so, or leave the row out`,
    })
  }
  const validFrom = readValidity('valid_from', cells('valid_from'))
  const validTo = readValidity('valid_to', cells('valid_to'))
  if (validFrom !== null && validTo !== null && validFrom > validTo) {
    throw new WrongCell({
      column: 'valid_to',
      value: cells('valid_to'),
      problem: `ends before it begins (${validFrom})`,
      fix: 'swap the two dates, or mend the wrong one',
    })
  }
  return {
    type: 'roster',
    account,
    party,
    basis,
    person: textOf(cells('person')),
    department: textOf(cells('department')),
    consent: readConsent(cells('consent')),
    validFrom,
    validTo,
  }
}

function readName<Name extends string>(column: string, cell: string, names: readonly Name[]): Name {
  const written = cell.trim().toLowerCase().replaceAll(' ', '_')
  const name = names.find((known) => known === written)
  if (name !== undefined) return name
  throw new WrongCell({
    column,
    value: cell,
    problem: written === '' ? `no ${column} is named` : `no ${column} that is known here`,
    fix: `write one of ${names.join(', ')}`,
  })
}

function readConsent(cell: string): boolean {
  const word = cell.trim().toLowerCase()
  if (YES.has(word)) return true
  if (NO.has(word)) return false
  throw new WrongCell({ column: 'consent', value: cell, problem: 'neither yes nor no', fix: 'write yes or no' })
}

function readValidity(column: string, cell: string): string | null {
  if (cell.trim() === '') return null
  const day = readDay(cell)
  if (day !== null) return day
  throw new WrongCell({ column, value: cell, problem: 'no day of the calendar', fix: 'write it as 2015-10-02' })
}

function isOverlapping(one: RosterRecord, other: RosterRecord): boolean {
  const startsInTime = one.validFrom === null || other.validTo === null || one.validFrom <= other.validTo
  const endsInTime = one.validTo === null || other.validFrom === null || one.validTo >= other.validFrom
  return startsInTime && endsInTime
}

import { type Calendar, UTC_CALENDAR } from '@weft/model/quarter'
import { sql } from 'kysely'
import { type Database, withOperator, withOrganization } from './database.ts'

/** An institution whose network is measured, and how it cuts time. */
export interface Organization {
  id: string
  name: string
  calendar: Calendar
  createdAt: Date
}

/**
 * Founds an organization, with the calendar year in UTC unless told. Two may have the same name. Throws when
 * the name is empty or the fiscal year's first month is none of 1 to 12; `RangeError` for an unknown time zone.
 */
export async function createOrganization(
  database: Database,
  { name, calendar = UTC_CALENDAR }: { name: string; calendar?: Calendar },
): Promise<Organization> {
  // Asks the runtime, which will have to cut quarters by it.
  Intl.DateTimeFormat('en', { timeZone: calendar.timeZone })
  const { rows } = await sql<{ id: string }>`
    select create_organization(${name}, ${calendar.timeZone}, ${calendar.fiscalYearStartMonth}::integer) as id`.execute(
    database.kysely,
  )
  const created = rows[0] && (await findOrganization(database, rows[0].id))
  if (created === undefined) throw new Error(`the organization "${name}" was not kept`)
  return created
}

/** The organization of that id; `undefined` when there is none. */
export async function findOrganization(database: Database, organizationId: string): Promise<Organization | undefined> {
  const row = await withOrganization(database, organizationId, async (tx) =>
    tx.selectFrom('organization').select(COLUMNS).where('id', '=', organizationId).executeTakeFirst(),
  )
  return row && organizationOf(row)
}

/** Every organization, by name. For the operator of the installation only: no request may ask this. */
export async function listOrganizations(database: Database): Promise<Organization[]> {
  const rows = await withOperator(database, async (tx) =>
    tx.selectFrom('organization').select(COLUMNS).orderBy('name').orderBy('id').execute(),
  )
  return rows.map(organizationOf)
}

const COLUMNS = [
  'id',
  'name',
  'time_zone as timeZone',
  'fiscal_year_start_month as fiscalYearStartMonth',
  'created_at as createdAt',
] as const

interface Row extends Calendar {
  id: string
  name: string
  createdAt: Date
}

function organizationOf({ id, name, createdAt, timeZone, fiscalYearStartMonth }: Row): Organization {
  return { id, name, createdAt, calendar: { timeZone, fiscalYearStartMonth } }
}

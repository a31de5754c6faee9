import type { Calendar } from '@weft/model/quarter'
import type { Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/** How the organization in context cuts time. Throws where no organization is in context. */
export async function calendarOfOrganization(tx: Transaction<Tables>): Promise<Calendar> {
  return await tx
    .selectFrom('organization')
    .select(['time_zone as timeZone', 'fiscal_year_start_month as fiscalYearStartMonth'])
    .executeTakeFirstOrThrow()
}

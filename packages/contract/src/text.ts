import type { QuarterName } from '@weft/model/quarter'
import { z } from 'zod'

/** A quarter's name. The pattern is the type: every text it lets through is a {@link QuarterName}. */
export const QuarterText = z
  .string()
  .regex(/^\d{4}-Q[1-4]$/, 'YEAR-Q1 to YEAR-Q4')
  .meta({ examples: ['2026-Q3'] }) as unknown as z.ZodType<QuarterName, QuarterName>

/** An account's or post's number within an organization: text, because it is a name and may exceed 2^53. */
export const RowId = z
  .string()
  .regex(/^[1-9]\d{0,17}$/, 'digits')
  .meta({ examples: ['1042'] })

/** An indicator's name, such as `promotion.share`. */
export const IndicatorId = z
  .string()
  .regex(/^[a-z]{1,40}\.[a-z_]{1,40}$/, 'practice.indicator, for example promotion.share')
  .meta({ examples: ['promotion.share'] })

/** A moment: ISO 8601, UTC. */
export const Moment = z.iso.datetime({ precision: 3 }).meta({ examples: ['2026-09-30T18:04:05.000Z'] })

/** A day. Years a calendar label can sensibly have, all of which the database knows. */
export const Day = z.iso
  .date('YYYY-MM-DD')
  .regex(/^(19|20)\d\d-/, 'a year from 1900 to 2099')
  .meta({ examples: ['2026-07-01'] })

/** What people type to search by. Control characters are in no handle, and no database text may hold a zero. */
export const SearchText = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'text without control characters')

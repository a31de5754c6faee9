import type { z } from 'zod'
import { RequestInvalid } from './request-check.ts'

/** Where a page begins, as text that callers pass on and do not look into. */
export function cursorOf(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** The place that a cursor names; `undefined` for the first page. Throws {@link RequestInvalid} for any other text. */
export function placeOf<Place>(cursor: string | undefined, schema: z.ZodType<Place>): Place | undefined {
  if (cursor === undefined) return undefined
  const read = schema.safeParse(parsed(Buffer.from(cursor, 'base64url').toString('utf8')))
  if (read.success) return read.data
  const expected = 'a cursor as `nextCursor` of this list gave it'
  throw new RequestInvalid([{ in: 'querystring', field: 'cursor', value: cursor.slice(0, 100), expected }])
}

/** Cuts rows to a page. Asking for one row more than fits is how a list knows that there is another page. */
export function pageOf<Row>(rows: readonly Row[], limit: number, place: (last: Row) => unknown) {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { page, nextCursor: rows.length > limit && last !== undefined ? cursorOf(place(last)) : null }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

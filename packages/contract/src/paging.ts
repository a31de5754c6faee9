import { z } from 'zod'

/** Rows on a page unless told. */
export const PAGE_ROWS = 50

/** More on one page would hold a connection too long. */
export const PAGE_ROWS_MAX = 500

/** A number as a query string writes it. Anything else is left as it is, for the schema behind to refuse by name. */
export const fromQuery = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value

/** How a list is asked for: page by page, each naming where the next begins. */
export const PageQuery = z.strictObject({
  limit: z
    .preprocess(fromQuery, z.int().min(1).max(PAGE_ROWS_MAX))
    .default(PAGE_ROWS)
    .describe(`Rows on a page; ${PAGE_ROWS} unless told.`),
  cursor: z
    .string()
    .min(1)
    .max(400)
    .regex(/^[\w-]+$/, 'a cursor as `nextCursor` gave it')
    .optional()
    .describe('Where the page begins: `nextCursor` of the page before. Leave it out for the first page.'),
})

/** A page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('The next page begins here; `null` on the last page.'),
  })

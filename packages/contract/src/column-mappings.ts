import { z } from 'zod'
import { Moment } from './text.ts'

/** A heading or a fixed cell; the readers of mappings know how long it may be. */
const Text = z.string().max(10_000)

/** How a table is read that no format knows. What its parts may hold depends on what the table is. */
export const ColumnMappingBody = z
  .strictObject({
    version: z.literal(1),
    table: z
      .string()
      .max(40)
      .describe('What the table is: interactions, follows, posts, post_counts, counts, accounts or roster.'),
    headings: z.array(Text).max(16_384).describe('All headings of the table, as written there.'),
    columns: z.record(z.string(), Text).describe('The column of each role, by its heading.'),
    counts: z.record(z.string(), Text).optional().describe('The columns that hold numbers, by what they count.'),
    fixed: z.record(z.string(), Text).optional().describe('What is the same in every row, by role.'),
    ours: z.array(z.string()).optional().describe('Roles that are our own account in every row.'),
    words: z
      .record(z.string(), z.record(z.string(), Text))
      .optional()
      .describe('What words in a role’s cells mean, where they are not known here.'),
    dayMonthOrder: z.enum(['day_first', 'month_first']).nullish().describe('Which comes first in `03/04/2024`.'),
    decimal: z.enum(['point', 'comma']).optional(),
    countsSpan: z.enum(['day', 'total']).optional().describe('What numbers beside a day mean.'),
  })
  .meta({ id: 'ColumnMapping' })

const DescribedColumn = z
  .object({
    heading: z.string(),
    kind: z.string().describe('What its cells look like: time, url, number, id, handle, enumeration, text or empty.'),
    samples: z.array(z.string()),
  })
  .meta({ id: 'DescribedColumn' })

/** How a row would be understood. */
const PreviewedRow = z
  .discriminatedUnion('outcome', [
    z.object({ row: z.int(), outcome: z.literal('record'), words: z.array(z.string()) }),
    z.object({
      row: z.int(),
      outcome: z.literal('rejected'),
      column: z.string().nullable(),
      value: z.string().nullable(),
      problem: z.string(),
      fix: z.string(),
    }),
    z.object({ row: z.int(), outcome: z.literal('ignored'), reason: z.string() }),
  ])
  .meta({ id: 'PreviewedRow' })

/** The columns of an upload's table, and what they are taken for. */
export const UploadColumnsBody = z
  .object({
    file: z.string(),
    headerLine: z.int(),
    columns: z.array(DescribedColumn),
    suggestion: z
      .object({
        mapping: ColumnMappingBody,
        confidence: z.number().describe('0 to 1: that of the weakest of the columns that the table cannot do without.'),
        taken: z.array(z.object({ heading: z.string(), role: z.string(), confidence: z.number(), reason: z.string() })),
        unused: z.array(z.string()).describe('Headings that nothing is made of.'),
        questions: z.array(z.object({ about: z.string(), question: z.string() })).describe('What a person has to say.'),
        notes: z.array(z.string()).describe('What a person should know of it.'),
      })
      .nullable(),
    preview: z
      .array(PreviewedRow)
      .describe('The first rows as the suggestion would have them understood; none while it lacks something.'),
  })
  .meta({ id: 'UploadColumns' })

export const MappingPreviewBody = z.object({ rows: z.array(PreviewedRow) }).meta({ id: 'MappingPreview' })

export const RememberedMappingsBody = z
  .object({
    items: z.array(
      z.object({
        headerKey: z.string().describe('Of the headings that it is for, in whatever order.'),
        mapping: ColumnMappingBody,
        setAt: Moment,
        setBy: z.string(),
      }),
    ),
  })
  .meta({ id: 'RememberedMappings' })

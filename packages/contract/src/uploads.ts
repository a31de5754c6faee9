import { readAccountRef } from '@weft/model/account'
import { DIRECTIONS } from '@weft/model/coverage'
import { INTERACTION_KINDS } from '@weft/model/interaction'
import { PLATFORMS } from '@weft/model/platform'
import { z } from 'zod'
import { ColumnMappingBody } from './column-mappings.ts'
import { fromQuery, PageQuery, pageOf } from './paging.ts'
import { Day, Moment } from './text.ts'

const Count = z.int().min(0)

/** An account as people write it. */
const AccountText = z
  .string()
  .max(300)
  .refine(
    (text) => {
      try {
        return readAccountRef(text).handle !== null
      } catch {
        return false
      }
    },
    { message: 'PLATFORM:HANDLE, for example x:weftmuseum' },
  )
  .meta({ examples: ['mastodon:weft@example.social'] })

/** What may be said of an export. */
const saidFields = {
  format: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_]{1,40}$/, 'the id of a format; GET /v1/formats lists them')
    .optional()
    .describe('The id of the format to read it as, whatever it looks like.'),
  platform: z.enum(PLATFORMS).optional().describe('The platform of tables that have no platform column.'),
  account: AccountText.optional().describe(
    'Whose export it is, as PLATFORM:HANDLE, for those that do not say. Not needed where you have one account there.',
  ),
  takenAt: z
    .union([Day, z.iso.datetime({ offset: true })])
    .optional()
    .describe('When it was taken, for lists and totals without a date of their own.'),
}

/** What the person who hands in an export says of it. Nothing has to be said. */
export const UploadOptionsBody = z
  .strictObject({
    ...saidFields,
    columns: ColumnMappingBody.optional().describe(
      'What the columns of a table mean that no format knows; kept for the next table with these headings.',
    ),
    acceptRejects: z
      .boolean()
      .optional()
      .describe('Load the rows that can be used, even where more than 5 % or all of a file cannot.'),
  })
  .meta({ id: 'UploadOptions', examples: [{ acceptRejects: true }, { account: 'x:weftmuseum' }] })

/** A column mapping to be tried, with what will be said beside it. */
export const MappingToPreview = UploadOptionsBody.pick({ columns: true, platform: true, account: true, takenAt: true })
  .required({ columns: true })
  .meta({ id: 'MappingToPreview' })

/** The same as fields of a form, which are text, with the digest that the file should have. */
export const UploadFields = z.strictObject({
  ...saidFields,
  acceptRejects: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('`true`: load the rows that can be used, even where more than 5 % or all of a file cannot.'),
  sha256: z
    .string()
    .regex(/^[\da-f]{64}$/i, '64 hexadecimal digits')
    .optional()
    .describe('The SHA-256 of the file in hexadecimal. A file that has another is refused, and nothing of it kept.'),
})

export const UploadAccepted = z
  .object({ id: z.uuid().describe('Ask GET /v1/uploads/{id} for what becomes of it.') })
  .meta({ id: 'UploadAccepted' })

/** What a held upload waits for: a person's word. */
const UploadHeld = z
  .discriminatedUnion('reason', [
    z.object({ reason: z.literal('rejected_rows'), detail: z.string(), rows: Count, rejected: Count }),
    z.object({ reason: z.literal('account_needed'), detail: z.string(), platform: z.enum(PLATFORMS) }),
    z.object({ reason: z.literal('format_unknown'), detail: z.string() }),
    z.object({ reason: z.literal('columns_unknown'), detail: z.string() }),
  ])
  .meta({ id: 'UploadHeld' })

const UploadProgress = z
  .object({
    stage: z.enum(['reading', 'merging']),
    bytesRead: Count,
    bytesTotal: Count.describe(
      'Of the files that can be data, unpacked; while undoing, of the other uploads as received.',
    ),
    rows: Count,
  })
  .meta({ id: 'UploadProgress' })

export const UploadSummary = z
  .object({
    id: z.uuid(),
    name: z.string(),
    bytes: Count,
    sha256: z.string().describe('Hexadecimal.'),
    state: z
      .enum(['queued', 'loading', 'held', 'loaded', 'failed', 'cancelled', 'undoing', 'undone'])
      .describe(
        '`held` waits for a person: resume or cancel it. `failed` and `cancelled` changed nothing. One that is `undoing` ' +
          'counts until it is `undone`.',
      ),
    options: UploadOptionsBody.describe('What was said with it.'),
    progress: UploadProgress.nullable().describe(
      'How far loading has come, noted about once a second; of one that is `undoing`, how far loading the others again has.',
    ),
    held: UploadHeld.nullable().describe('What a held upload waits for.'),
    cancelling: z.boolean().describe('It will be cancelled as soon as whoever loads it notices.'),
    problem: z
      .object({ title: z.string(), detail: z.string(), file: z.string().nullable() })
      .nullable()
      .describe('Why a failed upload could not be used. It then changed nothing.'),
    undoProblem: z
      .object({ title: z.string(), detail: z.string(), file: z.string().nullable() })
      .nullable()
      .describe('Why it could not be undone when that was last asked for. It is loaded as before.'),
    createdAt: Moment,
    finishedAt: Moment.nullable(),
  })
  .meta({ id: 'UploadSummary' })

/** What became of the rows: `rows` = `new` + `updated` + `known` + `rejected` + `ignored`. */
const RowCounts = z.object({
  rows: Count,
  new: Count,
  updated: Count,
  known: Count.describe('Was there already, from an earlier upload or an earlier row.'),
  rejected: Count.describe('Cannot be used; GET /v1/uploads/{id}/rejects says why and what to change.'),
  ignored: Count.describe('Left out on purpose; `ignoredReasons` says why.'),
})

/** What a file can know. Absence counts as zero only inside coverage. */
export const CoverageBody = z
  .object({
    platform: z.enum(PLATFORMS),
    account: z.string().nullable(),
    direction: z.enum(DIRECTIONS),
    acts: z.array(z.enum(['post', 'follow', 'count', ...INTERACTION_KINDS])),
    text: z.boolean(),
    from: z.string().nullable(),
    to: z.string().nullable(),
  })
  .meta({ id: 'Coverage' })

export const ReceiptBody = z
  .object({
    files: z.array(
      RowCounts.extend({
        file: z.string(),
        format: z.string(),
        ignoredReasons: z.record(z.string(), z.number()),
        notes: z.array(z.string()),
        coverage: z.array(CoverageBody),
      }),
    ),
    totals: RowCounts,
  })
  .meta({ id: 'Receipt' })

export const UploadBody = UploadSummary.extend({
  receipt: ReceiptBody.nullable().describe(
    '`null` until the upload is loaded; of a held one, what would become of it; of an undone one, what had. Where another ' +
      'is undone, rows that were known from it alone are new in this one’s.',
  ),
}).meta({ id: 'Upload' })

/** An upload that was asked to go on, to end, or to be undone. */
export const UploadDecided = z
  .object({ id: z.uuid(), state: z.enum(['queued', 'cancelled', 'cancelling', 'undoing']) })
  .meta({ id: 'UploadDecided' })

export const UploadsPage = pageOf(UploadSummary).meta({ id: 'UploadsPage' })

export const RejectBody = z
  .object({
    file: z.string(),
    unit: z.enum(['line', 'item']).describe('What `row` counts: lines of a table, or items of a list.'),
    row: z.int(),
    column: z.string().nullable(),
    value: z.string().nullable(),
    problem: z.string(),
    fix: z.string().describe('What to change.'),
    original: z
      .union([z.record(z.string(), z.string()), z.string()])
      .nullable()
      .describe('The row as it stands in the file: its cells by column, or an item as its JSON.'),
  })
  .meta({ id: 'Reject' })

export const RejectsPage = pageOf(RejectBody).meta({ id: 'RejectsPage' })

export const RejectsQuery = PageQuery.extend({
  format: z
    .enum(['json', 'csv'])
    .optional()
    .describe(
      '`csv` (or `accept: text/csv`) gives all of them as one table: the columns of the file, and what to change. It is ' +
        'safe to open in a spreadsheet, and can be corrected and uploaded alone.',
    ),
  file: z
    .preprocess(fromQuery, z.int().min(1))
    .optional()
    .describe('Which table, from 1, where several files of the upload have rejected rows; for `csv`.'),
})

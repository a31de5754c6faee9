import { DIRECTIONS } from '@weft/model/coverage'
import { INTERACTION_KINDS } from '@weft/model/interaction'
import { PLATFORMS } from '@weft/model/platform'
import { z } from 'zod'
import { PageQuery, pageOf } from './paging.ts'
import { Moment } from './text.ts'

const Count = z.int().min(0)

export const UploadAccepted = z
  .object({ id: z.uuid().describe('Ask GET /v1/uploads/{id} for what becomes of it.') })
  .meta({ id: 'UploadAccepted' })

export const UploadSummary = z
  .object({
    id: z.uuid(),
    name: z.string(),
    bytes: Count,
    sha256: z.string().describe('Hexadecimal.'),
    state: z.enum(['queued', 'loading', 'loaded', 'failed']),
    problem: z
      .object({ title: z.string(), detail: z.string(), file: z.string().nullable() })
      .nullable()
      .describe('Why a failed upload could not be used. It then changed nothing.'),
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
  receipt: ReceiptBody.nullable().describe('`null` until the upload is loaded.'),
}).meta({ id: 'Upload' })

export const UploadsPage = pageOf(UploadSummary).meta({ id: 'UploadsPage' })

export const RejectBody = z
  .object({
    file: z.string(),
    row: z.int(),
    column: z.string().nullable(),
    value: z.string().nullable(),
    problem: z.string(),
    fix: z.string().describe('What to change.'),
  })
  .meta({ id: 'Reject' })

export const RejectsPage = pageOf(RejectBody).meta({ id: 'RejectsPage' })

export const RejectsQuery = PageQuery.extend({
  format: z
    .enum(['json', 'csv'])
    .optional()
    .describe('`csv` gives all of them as one table, safe to open in a spreadsheet; as does `accept: text/csv`.'),
})

import {
  type ColumnMappingBody,
  MappingPreviewBody,
  RememberedMappingsBody,
  UploadColumnsBody,
} from '@weft/contract/column-mappings'
import { MappingToPreview } from '@weft/contract/uploads'
import type { ExportFile } from '@weft/sources/export'
import { type ColumnMapping, NotAMapping, readMapping } from '@weft/sources/mapping/column-mapping'
import type { DescribedTable } from '@weft/sources/mapping/describe-table'
import { type PreviewedRow, previewMapping } from '@weft/sources/mapping/preview-mapping'
import { MAPPED_TABLES } from '@weft/sources/mapping/roles'
import { suggestMapping } from '@weft/sources/mapping/suggest-mapping'
import { tableToMap } from '@weft/sources/mapping/table-to-map'
import { AccountNeeded, ExportRefused } from '@weft/sources/refusal'
import { recordAct } from '@weft/store/audit'
import { forgetMapping, listMappings } from '@weft/store/column-mappings'
import { withOrganization } from '@weft/store/database'
import { readingOptions } from '@weft/store/reading-options'
import type { Upload, UploadOptions } from '@weft/store/upload'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf, keyOf } from '../access.ts'
import { NoTable } from '../no-table.ts'
import { NotFound } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { knownOptions, mappingOf } from '../upload-said.ts'
import { visibleUpload } from '../visible-upload.ts'
import { UploadParams } from './uploads.ts'

const tags = ['uploads']

/** Rows shown to a person who decides what columns mean. */
const PREVIEWED_ROWS = 20

/** A mapping names every heading of its table. */
const MAPPING_BYTES_MAX = 1024 * 1024

/** What the columns of a table mean that no format knows: what they are taken for, and what was said of earlier ones. */
export const columnMappings: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  app.get(
    '/uploads/:id/columns',
    {
      config: { needs: 'upload' },
      schema: {
        tags,
        operationId: 'describeColumns',
        summary: 'The columns of an upload’s table, and what they are taken for',
        description:
          'For an upload that is held because no format knows its columns. Take the suggested mapping or mend it, look at ' +
          'POST /v1/uploads/{id}/columns/preview, and give it to POST /v1/uploads/{id}/resume as `columns`.',
        params: UploadParams,
        querystring: z.strictObject({
          table: z.enum(MAPPED_TABLES).optional().describe('What the table is, if you know.'),
        }),
        response: { 200: UploadColumnsBody, ...problems(400, 401, 403, 404, 422, 429) },
      },
    },
    async (request) => {
      const upload = await withOrganization(parts.database, keyOf(request).organizationId, (tx) =>
        visibleUpload(tx, request, request.params.id),
      )
      return await withTable(parts, upload, async (file, table) => {
        const suggestion = suggestMapping(table, { as: request.query.table ?? null })
        const mapping = suggestion === null ? null : wholeMapping(suggestion.mapping)
        return {
          file: table.file,
          headerLine: table.headerLine,
          columns: table.columns.map(({ heading, kind, samples }) => ({ heading, kind, samples })),
          suggestion: suggestion === null ? null : { ...suggestion, mapping: bodyOf(suggestion.mapping) },
          preview: mapping === null ? [] : await previewIfNothingLacks(file, mapping, upload.options),
        }
      })
    },
  )

  app.post(
    '/uploads/:id/columns/preview',
    {
      bodyLimit: MAPPING_BYTES_MAX,
      config: { needs: 'upload' },
      schema: {
        tags,
        operationId: 'previewColumns',
        summary: 'How a mapping would have the first rows understood',
        params: UploadParams,
        description: 'Takes what POST /v1/uploads/{id}/resume will take, and changes nothing.',
        body: MappingToPreview,
        response: { 200: MappingPreviewBody, ...problems(400, 401, 403, 404, 413, 415, 422, 429) },
      },
    },
    async (request) => {
      const upload = await withOrganization(parts.database, keyOf(request).organizationId, (tx) =>
        visibleUpload(tx, request, request.params.id),
      )
      const { columns, ...said } = knownOptions(request.body)
      const mapping = mappingOf(columns)
      return await withTable(parts, upload, async (file) => ({
        rows: await preview(file, mapping, { ...upload.options, ...said }),
      }))
    },
  )

  app.get(
    '/column-mappings',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'listColumnMappings',
        summary: 'Column mappings that are remembered, newest first',
        response: { 200: RememberedMappingsBody, ...problems(401, 403, 429) },
      },
    },
    async (request) => {
      const kept = await withOrganization(parts.database, keyOf(request).organizationId, listMappings)
      return {
        items: kept.map(({ mapping, setAt, ...row }) => ({
          ...row,
          mapping: bodyOf(readMapping(mapping)),
          setAt: setAt.toISOString(),
        })),
      }
    },
  )

  app.delete(
    '/column-mappings/:headerKey',
    {
      config: { needs: 'set_party' },
      schema: {
        tags,
        operationId: 'forgetColumnMapping',
        summary: 'Forget a column mapping',
        description: 'The next table with these headings is asked about again. What was loaded by it stays.',
        params: z.strictObject({ headerKey: z.string().regex(/^[0-9a-f]{32}$/, '32 hexadecimal digits') }),
        response: { 204: z.null().describe('Forgotten'), ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const { headerKey } = request.params
      const { organizationId } = keyOf(request)
      await withOrganization(parts.database, organizationId, async (tx) => {
        if (!(await forgetMapping(tx, headerKey))) throw new NotFound(`column mapping ${headerKey}`)
        const act = { actor: actorOf(request), act: 'forget_column_mapping', subject: headerKey, detail: null } as const
        await recordAct(tx, organizationId, act)
      })
      return await reply.code(204).send(null)
    },
  )
}

/** Hands the upload's table to `work`. Throws {@link NoTable} where there is none in it. */
async function withTable<Result>(
  { files }: ApiParts,
  upload: Upload,
  work: (file: ExportFile, described: DescribedTable) => Promise<Result>,
): Promise<Result> {
  await using local = await files.local(upload.fileKey)
  try {
    const table = await tableToMap({ path: local.path, name: upload.name })
    if (table === null) throw new NoTable(`${upload.name} holds no table whose first rows name its columns`)
    return await work(table.file, table.described)
  } catch (error) {
    if (!(error instanceof ExportRefused) || error instanceof AccountNeeded) throw error
    throw new NoTable(error.message)
  }
}

/** A suggestion may still lack what only a person can say. */
function wholeMapping(suggested: ColumnMapping): ColumnMapping | null {
  try {
    return readMapping(suggested)
  } catch (error) {
    if (error instanceof NotAMapping) return null
    throw error
  }
}

async function preview(file: ExportFile, mapping: ColumnMapping, options: UploadOptions) {
  const rows = await previewMapping(file, mapping, { rows: PREVIEWED_ROWS, options: readingOptions(options) })
  return rows.map(rowOf)
}

/** None where it takes our account to understand a row and nobody has said which that is. */
async function previewIfNothingLacks(file: ExportFile, mapping: ColumnMapping, options: UploadOptions) {
  try {
    return await preview(file, mapping, options)
  } catch (error) {
    if (error instanceof AccountNeeded) return []
    throw error
  }
}

/** Records are for machines; a person reads the words. */
function rowOf(row: PreviewedRow) {
  if (row.outcome !== 'record') return row
  const { records: _, ...shown } = row
  return shown
}

/** The same mapping, as the contract writes it. */
function bodyOf(mapping: ColumnMapping): z.output<typeof ColumnMappingBody> {
  return { ...mapping, headings: [...mapping.headings], ours: [...mapping.ours] }
}

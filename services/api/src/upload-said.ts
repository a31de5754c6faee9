import type { UploadFields, UploadOptionsBody } from '@weft/contract/uploads'
import { FORMATS } from '@weft/sources/formats'
import { type ColumnMapping, NotAMapping, readMapping } from '@weft/sources/mapping/column-mapping'
import type { UploadOptions } from '@weft/store/upload'
import type { z } from 'zod'
import { RequestInvalid, wrongFields } from './request-check.ts'

/** What somebody says of an upload: how to read it, and what its digest is. */
export interface SaidOfUpload {
  options: UploadOptions
  sha256: string | null
}

/** Reads the fields beside a file. Throws `RequestInvalid` with every one that is wrong. */
export function saidOfUpload(fields: typeof UploadFields, sent: Readonly<Record<string, unknown>>): SaidOfUpload {
  const read = fields.safeParse(sent)
  if (!read.success) throw new RequestInvalid(wrongFields(read.error, 'body', sent))
  const { sha256 = null, ...options } = read.data
  return { options: knownOptions(options), sha256: sha256?.toLowerCase() ?? null }
}

/** The options as they are kept. Throws `RequestInvalid` where there is no format of that name. */
export function knownOptions(
  options: z.output<typeof UploadFields> | z.output<typeof UploadOptionsBody>,
): UploadOptions {
  const { format } = options
  if (format !== undefined && !FORMATS.some(({ id }) => id === format)) {
    const expected = `one of ${FORMATS.map(({ id }) => id).join(', ')}`
    throw new RequestInvalid([{ in: 'body', field: 'format', value: format, expected }])
  }
  const known = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as UploadOptions
  return known.columns === undefined ? known : { ...known, columns: mappingOf(known.columns) }
}

/** The column mapping in what was sent. Throws `RequestInvalid` that says where it is wrong. */
export function mappingOf(sent: unknown): ColumnMapping {
  try {
    return readMapping(sent)
  } catch (error) {
    if (!(error instanceof NotAMapping)) throw error
    throw new RequestInvalid([{ in: 'body', field: `columns.${error.at}`, value: null, expected: error.problem }])
  }
}

import { type RawBuilder, sql } from 'kysely'

/** Where a row came from: upload, file, row. */
export interface RowSource {
  uploadId: string
  /** The uploaded file's name. */
  upload: string
  /** Path of the file within the upload. */
  file: string
  row: number
}

/** A {@link RowSource} of a table with provenance that is joined to `upload`. */
export const ROW_SOURCE: RawBuilder<RowSource> = sql`
  json_build_object('uploadId', upload.id, 'upload', upload.name, 'file', path, 'row', row_number)`

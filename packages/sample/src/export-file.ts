/** A file as an institution would hand it in. */
export interface ExportFile {
  name: string
  bytes: Uint8Array
  /** Rows of data, headers not counted; for an archive, per list. */
  rows: Record<string, number>
}

/** The upload is no single table, so that its columns mean nothing. */
export class NoTable extends Error {
  override name = 'NoTable'
}

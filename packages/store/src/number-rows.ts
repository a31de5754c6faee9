import type { ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'

const TAB = 9
const LINE_FEED = 10
const DIGIT_ZERO = 48

/**
 * Hands each row of a query to `onRow`, as whole numbers from 0 to 2^53; the array is the same one every time.
 *
 * By COPY, read byte by byte as it comes: no text and no object is made for a row, and no more than a chunk of the
 * answer is held. The query takes no parameters, and none of its columns may be null or negative. O(bytes).
 */
export async function eachNumberRow(
  client: ClientBase,
  query: string,
  columns: number,
  onRow: (values: Float64Array) => void,
): Promise<void> {
  const values = new Float64Array(columns)
  let column = 0
  let value = 0
  const chunks: AsyncIterable<Buffer> = client.query(copyTo(`copy (${query}) to stdout`))
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!
      if (byte > LINE_FEED) {
        value = value * 10 + (byte - DIGIT_ZERO)
        continue
      }
      values[column] = value
      value = 0
      if (byte === TAB) {
        column++
      } else {
        column = 0
        onRow(values)
      }
    }
  }
}

import { getHeapStatistics } from 'node:v8'

/** Bytes of heap that a post or an interaction takes while it is scored, at most; 1.4 million took 2.3 GB. */
const ROW_BYTES = 2_000

/** There is not enough memory to score an organization. What was done before is kept. */
export class HistoryTooLarge extends Error {
  override name = 'HistoryTooLarge'
  readonly rows: number
  constructor(rows: number, rowsMax: number) {
    const megabytes = Math.ceil((rows * ROW_BYTES) / 2 ** 20 / 100) * 100
    super(
      `The networks are measured. Scoring ${rows} posts and interactions takes more memory than this process may have ` +
        `(enough for ${rowsMax}): start it with NODE_OPTIONS=--max-old-space-size=${megabytes}.`,
    )
    this.rows = rows
  }
}

/**
 * Throws {@link HistoryTooLarge} where a history of so many posts and interactions would not fit: a process that runs out
 * of memory takes everything else in it along, and comes back to the same job.
 */
export function assertRoomForHistory(rows: number, heapBytesMax: number = getHeapStatistics().heap_size_limit): void {
  const rowsMax = Math.floor(heapBytesMax / ROW_BYTES)
  if (rows > rowsMax) throw new HistoryTooLarge(rows, rowsMax)
}

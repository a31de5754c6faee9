/** Rows handed over at a time: large enough that the hand-over costs nothing, small enough to hold many of. */
const BATCH_ROWS = 1000

/**
 * Groups what comes one by one into batches, keeping order and the return value. Where the rows end in an error, those
 * before it are handed over first.
 */
export async function* inBatches<Row, Summary>(rows: AsyncGenerator<Row, Summary>): AsyncGenerator<Row[], Summary> {
  let batch: Row[] = []
  try {
    for (;;) {
      const step = await rows.next().catch((error: unknown) => ({ error }))
      if ('error' in step || step.done === true) {
        if (batch.length > 0) yield batch
        if ('error' in step) throw step.error
        return step.value
      }
      batch.push(step.value)
      if (batch.length < BATCH_ROWS) continue
      yield batch
      batch = []
    }
  } finally {
    // A reader that stops early must still let go of the file.
    await rows.return(undefined as never)
  }
}

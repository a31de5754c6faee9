/** Rows handed over at a time: large enough that the hand-over costs nothing, small enough to hold many of. */
const BATCH_ROWS = 1000

/** Groups what comes one by one into batches, keeping order and the return value. */
export async function* inBatches<Row, Summary>(rows: AsyncGenerator<Row, Summary>): AsyncGenerator<Row[], Summary> {
  let batch: Row[] = []
  try {
    for (;;) {
      const step = await rows.next()
      if (step.done === true) {
        if (batch.length > 0) yield batch
        return step.value
      }
      batch.push(step.value)
      if (batch.length === BATCH_ROWS) {
        yield batch
        batch = []
      }
    }
  } finally {
    // A reader that stops early must still let go of the file.
    await rows.return(undefined as never)
  }
}

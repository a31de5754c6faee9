import type { Export } from './export.ts'
import type { Format, ReadOptions, ReadSummary, SourceRow } from './format.ts'

/** Reads an export to its end, handing each batch of rows to `take` in order, and returns the summary. */
export async function readAll(
  format: Format,
  exported: Export,
  options: ReadOptions,
  take: (rows: SourceRow[]) => void | Promise<void>,
): Promise<ReadSummary> {
  const batches = format.read(exported, options)
  for (;;) {
    const step = await batches.next()
    if (step.done === true) return step.value
    await take(step.value)
  }
}

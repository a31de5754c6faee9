import type { Export } from './export.ts'
import type { Format, ReadOptions, ReadSummary, SourceRow } from './format.ts'
import { refuseUnkeptSummary } from './kept-record.ts'

/** Reads an export in batches of rows; what its reader says of the whole is checked as each row is. */
export async function* readRows(
  format: Format,
  exported: Export,
  options: ReadOptions,
): AsyncGenerator<SourceRow[], ReadSummary> {
  const summary = yield* format.read(exported, options)
  refuseUnkeptSummary(exported.name, summary)
  return summary
}

/** Reads an export to its end, handing each batch of rows to `take` in order, and returns the summary. */
export async function readAll(
  format: Format,
  exported: Export,
  options: ReadOptions,
  take: (rows: SourceRow[]) => void | Promise<void>,
): Promise<ReadSummary> {
  const batches = readRows(format, exported, options)
  for (;;) {
    const step = await batches.next()
    if (step.done === true) return step.value
    await take(step.value)
  }
}

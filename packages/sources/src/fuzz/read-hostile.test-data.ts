import { type Format, type ReadOptions, recordsOf } from '../format.ts'
import type { ExportInput } from '../open-export.ts'
import { readAll } from '../read-all.ts'
import { recogniseExports } from '../recognise.ts'
import { ExportRefused } from '../refusal.ts'
import { flawsOf, flawsOfCoverage } from './well-formed.test-data.ts'

/** What reading came to, for the figures of a run. */
export interface Outcome {
  rows: number
  records: number
  rejected: number
  ignored: number
  /** Names of the refusals. */
  refusals: string[]
  /** Whatever must never be, in words. */
  bugs: string[]
}

const PER_OUTCOME_MAX = 5

/**
 * Reads whatever was handed in to its end, as the loader does, and says what must never be: an error that is no
 * refusal, a row that is nothing or tells a record that cannot be kept, a rejection that does not say what to do.
 */
export async function readHostile(
  input: ExportInput,
  options: ReadOptions,
  { as = null }: { as?: Format | null } = {},
): Promise<Outcome> {
  const outcome: Outcome = { rows: 0, records: 0, rejected: 0, ignored: 0, refusals: [], bugs: [] }
  const bug = (words: string) => {
    if (outcome.bugs.length < PER_OUTCOME_MAX) outcome.bugs.push(words)
  }
  const attempt = async (what: string, task: () => Promise<void>) => {
    try {
      await task()
    } catch (error) {
      if (error instanceof ExportRefused) {
        outcome.refusals.push(error.name)
        if (error.message.length > 5000) bug(`${what}: a refusal of ${error.message.length} characters`)
      } else bug(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    }
  }
  await attempt('recognising', async () => {
    for (const one of await recogniseExports([input], { as })) {
      if ('refusal' in one) {
        outcome.refusals.push(one.refusal.name)
        continue
      }
      const { id } = one.format
      await attempt(id, async () => {
        const summary = await readAll(one.format, one.exported, options, (rows) => {
          for (const row of rows) {
            outcome.rows++
            if (!Number.isSafeInteger(row.place.row) || row.place.row < 1) bug(`${id}: a row at ${row.place.row}`)
            if (row.outcome === 'ignored') {
              outcome.ignored++
              if (row.reason === '') bug(`${id}: ignored without a reason`)
            } else if (row.outcome === 'rejected') {
              outcome.rejected++
              if (row.problem === '' || row.fix === '') bug(`${id}: rejected without a problem or a fix`)
              if (row.value !== null && row.value.length > 300) bug(`${id}: a rejected value of ${row.value.length}`)
            } else {
              outcome.records++
              for (const record of recordsOf(row))
                for (const flaw of flawsOf(record)) bug(`${id}: ${record.type}: ${flaw}`)
            }
          }
        })
        if (summary.owner !== null) for (const flaw of flawsOf(summary.owner)) bug(`${id}: owner: ${flaw}`)
        for (const coverage of summary.coverage)
          for (const flaw of flawsOfCoverage(coverage)) bug(`${id}: coverage: ${flaw}`)
        if (summary.notes.some((note) => note.length > 20_000)) bug(`${id}: a note that nobody reads`)
      })
    }
  })
  if (outcome.rows !== outcome.records + outcome.rejected + outcome.ignored) bug('rows do not add up')
  return outcome
}

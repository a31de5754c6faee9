import { fileOfLine, firstLines, type Merge } from './merge.ts'

/** What became of a file's accepted rows: `accepted = new + updated + known`. */
export interface RowOutcomes {
  new: number
  updated: number
  known: number
}

/**
 * Per file: a row is new where the record that it stands for is new, updated where that was known and anything it told
 * was not, else known.
 */
export async function outcomesOfRows(merge: Merge, mergedTables: readonly string[]): Promise<RowOutcomes[]> {
  const newLines = linesOf(mergedTables, 'is_new and principal')
  const fresh = await rowsPerFile(merge, newLines)
  const accepted = merge.files.map((file) => file.rows - file.rejected - file.ignored)
  const allNew = accepted.every((rows, file) => rows === fresh[file])
  const updated = allNew
    ? []
    : await rowsPerFile(
        merge,
        `(select line from told union ${linesOf(mergedTables, 'is_new and not principal')}) except (${newLines})`,
      )
  return accepted.map((rows, file) => {
    const { [file]: isNew = 0 } = fresh
    const { [file]: isUpdated = 0 } = updated
    return { new: isNew, updated: isUpdated, known: rows - isNew - isUpdated }
  })
}

function linesOf(tables: readonly string[], condition: string): string {
  return tables.map((table) => `select line from ${table} where ${condition}`).join(' union all ')
}

async function rowsPerFile({ client, files }: Merge, lines: string): Promise<number[]> {
  const { rows } = await client.query<{ file: number; count: string }>(
    `select ${fileOfLine('$1')} as file, count(*) as count from (${lines}) as told where line is not null group by 1`,
    [firstLines(files)],
  )
  const counts: number[] = files.map(() => 0)
  for (const { file, count } of rows) counts[file - 1] = Number(count)
  return counts
}

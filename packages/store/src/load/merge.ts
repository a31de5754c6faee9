import type { ClientBase } from 'pg'
import type { StagedFile } from './stage.ts'

/** What every merge works on: a staged upload, inside its transaction. */
export interface Merge {
  client: ClientBase
  organizationId: string
  uploadId: string
  /** Accounts that were set aside come back under their ids. */
  isAgain: boolean
  files: readonly StagedFile[]
  /** How many of each there are on the stage. */
  counts: ReadonlyMap<string, number>
}

/**
 * Creates what merges share: `stage_path`, the names of files; and `told`, the source rows that filled in or corrected
 * something. Each merge adds a table `merged_…` with a `line` per record, whether it is the row's `principal` one, and
 * whether it `is_new`.
 */
export async function prepareMerge({ client }: Merge): Promise<void> {
  // Records of one upload are like those of the next: plans compiled for each would cost more than they save.
  await client.query(`set local jit = off; set local work_mem = '64MB'`)
  await client.query(`
    create temporary table stage_path on commit drop as
    select path, row::integer as file, text as name, kind as unit from stage where type = 'n'`)
  await client.query('create temporary table told (line integer not null) on commit drop')
}

/** SQL for the number of a line's file, from 1; the parameter is {@link firstLines}. */
export function fileOfLine(parameter: string): string {
  return `width_bucket(line, ${parameter}::integer[])`
}

/** The first line of each file. */
export function firstLines(files: readonly StagedFile[]): number[] {
  return files.map((file) => file.linesBefore + 1)
}

/** True where the organization has such rows: what most uploads never meet need not be looked for in each row. */
export async function hasRows({ client }: Merge, tableAndCondition: string): Promise<boolean> {
  const { rowCount } = await client.query(`select from ${tableAndCondition} limit 1`)
  return rowCount !== 0
}

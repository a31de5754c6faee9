import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Institution } from './institution.ts'
import { writeExports, writeTruth } from './write-exports.ts'

/** Where the files of an institution were saved. */
export interface SavedExports {
  /** The files to hand in. */
  exports: string[]
  /** `truth.json`, in the same folder: not an export. */
  truth: string
}

/** Writes an institution's export files and its truth into a folder, which is made where it is missing. */
export async function saveExports(institution: Institution, folder: string): Promise<SavedExports> {
  await mkdir(folder, { recursive: true })
  const exports = await writeExports(institution)
  const truth = writeTruth(institution, exports)
  for (const { name, bytes } of [...exports, truth]) await writeFile(join(folder, name), bytes)
  return { exports: exports.map(({ name }) => join(folder, name)), truth: join(folder, truth.name) }
}

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Institution } from './institution.ts'
import { writeExports, writeTruth } from './write-exports.ts'

/** Where the files of an institution were saved. */
export interface SavedExports {
  /** The files to hand in. */
  exports: string[]
  /** `truth.json`, outside the exports' folder: it is not for the product to read. */
  truth: string
}

/**
 * Writes an institution's files into `exports/` of a folder and its truth beside that; folders are made where they
 * are missing, files of the same name replaced.
 */
export async function saveExports(institution: Institution, folder: string): Promise<SavedExports> {
  const handedIn = join(folder, 'exports')
  await mkdir(handedIn, { recursive: true })
  const exports = await writeExports(institution)
  const truth = writeTruth(institution, exports)
  for (const { name, bytes } of exports) await writeFile(join(handedIn, name), bytes)
  await writeFile(join(folder, truth.name), truth.bytes)
  return { exports: exports.map(({ name }) => join(handedIn, name)), truth: join(folder, truth.name) }
}

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Manifest } from '@weft/reading/manifest'
import { BadInput } from '../metrics/bad-input.ts'

/** What `weft reading train` wrote into a folder. Throws BadInput where weights and manifest do not belong together. */
export async function readTrained(folder: string): Promise<{ bytes: Uint8Array; manifest: Manifest }> {
  const bytes = await readFile(join(folder, 'reader.bin'))
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest
  if (createHash('sha256').update(bytes).digest('hex') !== manifest.sha256) {
    throw new BadInput(`${folder}: reader.bin is not the file that manifest.json was written for`)
  }
  return { bytes, manifest }
}

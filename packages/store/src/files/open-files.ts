import { join } from 'node:path'
import type { FileStore } from '../files.ts'
import type { Settings } from '../settings.ts'
import { folderFiles } from './folder-files.ts'

/** The store that the settings name: a bucket, or the folder `files` in the home folder. */
export async function openFiles({ home, s3 }: Pick<Settings, 'home' | 's3'>): Promise<FileStore> {
  if (s3 === null) return folderFiles(join(home, 'files'))
  // The client of S3 is large: only those who use it wait for it.
  const { s3Files } = await import('./s3-files.ts')
  return s3Files(s3)
}

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LANGUAGE_SETS, postOfLine } from '@weft/reading/training/language-sets'
import type { PostsOfLanguage } from '@weft/reading/training/measure-languages'
import { BadInput } from '../metrics/bad-input.ts'

/**
 * The posts in known languages below a folder, a folder a set; none where it holds no such set.
 *
 * Throws BadInput where a file of a set is missing.
 */
export async function readLanguagePosts(root: string): Promise<PostsOfLanguage[]> {
  const folders = new Set(await readdir(root))
  const read: PostsOfLanguage[] = []
  for (const { name, folder, files } of LANGUAGE_SETS.filter((set) => folders.has(set.folder))) {
    for (const [language, ofLanguage] of Object.entries(files)) {
      const texts = await Promise.all(ofLanguage.map((file) => linesOf(join(root, folder, file))))
      read.push({ set: name, language, texts: texts.flat().map(postOfLine) })
    }
  }
  return read
}

async function linesOf(path: string): Promise<string[]> {
  try {
    return (await readFile(path, 'utf8')).split('\n')
  } catch (error) {
    throw new BadInput(`${path}: ${(error as Error).message}`, { cause: error })
  }
}

import { readFile } from 'node:fs/promises'
import { decodeWeights, type Weights } from './weights.ts'

/** The weights that ship with this version: made by `weft reading train`, never by hand. */
export async function shippedWeights(): Promise<Weights> {
  return decodeWeights(await readFile(new URL('../weights/reader.bin', import.meta.url)))
}

import { createRequire } from 'node:module'
import { decodeSecondHeads } from './second-heads.ts'
import type { SecondManifest, SecondTierFile } from './second-manifest.ts'
import type { SecondTier } from './second-reader.ts'

const file = createRequire(import.meta.url)('../../weights/second-tier.json') as SecondTierFile

/** What the second tier that ships was made from, and how good it is. */
export const shippedSecondManifest: SecondManifest = file

/** The second tier that ships with this version: for `secondReader`. */
export const shippedSecondTier: SecondTier = {
  heads: decodeSecondHeads(Buffer.from(file.weights, 'base64')),
  quality: file.heads,
  encoder: file.encoder,
  first: file.first,
}

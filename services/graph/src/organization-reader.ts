import { localReader } from '@weft/reading/local/local-reader'
import type { LocalQuality } from '@weft/reading/local/train-local-head'
import type { PostReader } from '@weft/reading/post-reader'
import { decodeWeights } from '@weft/reading/weights'
import { type Database, withOrganization } from '@weft/store/database'
import { keptLocalHeads } from '@weft/store/local-heads'

/** The reader of one organization's posts: the installation's, corrected by what its people taught it. */
export async function organizationReader(
  database: Database,
  reader: PostReader,
  organizationId: string,
): Promise<PostReader> {
  const kept = await withOrganization(database, organizationId, (tx) => keptLocalHeads(tx, reader.version))
  return localReader(
    reader,
    kept.map(({ signal, digest, quality, slope, weights }) => ({
      signal,
      digest,
      quality: quality as LocalQuality,
      head: { signal, slope, weights: decodeWeights(weights) },
    })),
  )
}

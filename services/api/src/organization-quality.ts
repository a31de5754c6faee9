import type { ReaderQuality } from '@weft/model/signal'
import { qualityWithLocalHeads } from '@weft/reading/local/local-reader'
import type { LocalQuality } from '@weft/reading/local/train-local-head'
import type { OrganizationTransaction } from '@weft/store/database'
import { statedLocalHeads } from '@weft/store/local-heads'

/** What is known of the errors of what reads an organization's posts: the installation's reader, with heads of its own. */
export async function organizationQuality(tx: OrganizationTransaction, reader: ReaderQuality): Promise<ReaderQuality> {
  const heads = await statedLocalHeads(tx, reader.version)
  return qualityWithLocalHeads(
    reader,
    heads.map(({ signal, digest, quality }) => ({ signal, digest, quality: quality as LocalQuality })),
  )
}

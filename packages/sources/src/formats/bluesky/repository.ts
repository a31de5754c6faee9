import { inBatches } from '../../batches.ts'
import { type Export, firstBytes, onlyFile } from '../../export.ts'
import type { Format, ReadSummary, SourceRow } from '../../format.ts'
import { UnknownFormat } from '../../refusal.ts'

const NAME = 'Bluesky repository (CAR)'

/** An account's whole repository, as com.atproto.sync.getRepo gives it. */
export const blueskyRepository: Format = {
  id: 'bluesky_repository',
  name: NAME,
  extent: 'file',
  howToGet:
    'In the Bluesky app: Settings > Account > Export my data > Download CAR file. Or call com.atproto.sync.getRepo.',
  tells:
    'What the account posted, answered, quoted, reposted and liked, with text and dates; whom it follows and since when.',
  cannotTell: 'What others did: who follows, likes or answers the account. Its handle.',
  async match(exported) {
    const missing = ['a CAR file (version 1)']
    const file = onlyFile(exported)
    if (file === null) return { found: [], missing }
    const head = await firstBytes(file, 64)
    return isCar(head) ? { found: missing, missing: [] } : { found: [], missing }
  },
  read: (exported) => inBatches(records(exported)),
}

/** A CAR begins with the length of its header, a map of roots and version. */
function isCar(head: Buffer): boolean {
  return head.subarray(1, 9).equals(Buffer.from('\xa2eroots\x81', 'latin1'))
}

/** What decodes blocks is large: only those who read a repository wait for it. */
async function* records(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const { readRepository } = await import('./read-repository.ts')
  return yield* readRepository(exported.name, file)
}

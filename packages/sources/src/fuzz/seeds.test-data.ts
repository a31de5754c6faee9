import { archiveSeeds } from './archive-seeds.test-data.ts'
import { JSON_SEEDS } from './json-seeds.test-data.ts'
import type { Seed } from './seed.test-data.ts'
import { TABLE_SEEDS } from './table-seeds.test-data.ts'

/** At least one small valid export of each format. */
export async function allSeeds(): Promise<Seed[]> {
  return [...(await archiveSeeds()), ...JSON_SEEDS, ...TABLE_SEEDS]
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '@weft/model/seeded-random'
import { expect, onTestFinished, test } from 'vitest'
import { FORMATS } from '../formats.ts'
import { packed, spoiledFile } from './mutate.test-data.ts'
import { readHostile } from './read-hostile.test-data.ts'
import { allSeeds } from './seeds.test-data.ts'

/** Spoiled files per seed; more are asked for where there is time. */
const RUNS = Number(process.env['WEFT_FUZZ_RUNS'] ?? 12)

/** Another seed tries other files; the same one always the same. */
const FUZZ_SEED = process.env['WEFT_FUZZ_SEED'] ?? 'loom'

const seeds = await allSeeds()
const bytesOfAll = seeds.map(packed)

test.each(FORMATS.map(({ id }) => id))(
  '%s: whatever a file holds, it is read or refused in words, and every row is accounted for',
  async (id) => {
    const folder = await mkdtemp(join(tmpdir(), 'weft-fuzz-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const flawed: { case: string; bugs: string[] }[] = []
    const format = FORMATS.find((one) => one.id === id) ?? null
    for (const [number, seed] of seeds.filter((one) => one.format === id).entries()) {
      for (let run = 0; run < RUNS; run++) {
        const random = seededRandom(`${FUZZ_SEED} ${id} ${number} ${run}`)
        const path = join(folder, seed.name)
        await writeFile(path, spoiledFile(seed, random, bytesOfAll))
        // By what is in it, and as somebody names it who insists.
        const input = { path, name: seed.name }
        const outcome = await readHostile(input, seed.options, { as: run % 2 === 0 ? null : format })
        if (outcome.bugs.length > 0) flawed.push({ case: `${id} ${number} ${run}`, bugs: outcome.bugs })
      }
    }
    expect(flawed.slice(0, 5)).toEqual([])
  },
  30_000 + RUNS * 1000,
)

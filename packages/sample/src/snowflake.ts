import type { Random } from '@weft/model/seeded-random'

/** The first moment a snowflake can name, UTC milliseconds. */
const EPOCH = 1_288_834_974_657n

/** The moment an X id was issued, UTC milliseconds. */
export function timeOfSnowflake(id: string): number {
  return Number((BigInt(id) >> 22n) + EPOCH)
}

/** Issues ids as X does: time above 22 bits that machines and counters share. Never the same one twice. */
export type IssueId = (time: number) => string

/** An {@link IssueId} with the low bits drawn from `random`. */
export function snowflakes(random: Random): IssueId {
  const issued = new Set<string>()
  return (time) => {
    for (;;) {
      const id = String(((BigInt(time) - EPOCH) << 22n) | BigInt(Math.floor(random() * 0x400000)))
      if (issued.has(id)) continue
      issued.add(id)
      return id
    }
  }
}

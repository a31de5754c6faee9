import type { Quarter } from '@weft/model/quarter'
import { type Random, seededRandom } from '@weft/model/seeded-random'
import { happens, type WeightedDraw, weightedDraw } from './chance.ts'
import type { SampleAccount, SamplePost } from './institution.ts'
import type { Knobs } from './knobs.ts'
import type { Ledger } from './ledger.ts'
import type { OwnTheme } from './own-sentences.ts'
import type { InstitutionSize } from './size.ts'
import type { World } from './world.ts'
import type { Wording, Writer } from './writing.ts'

/** One quarter in which everything that happens is written to the ledger. */
export interface Stage {
  seed: number
  quarter: Quarter
  knobs: Knobs
  size: InstitutionSize
  world: World
  ledger: Ledger
  writer: Writer
  /** Our originals of the quarter, with what each is about. */
  originals: { post: SamplePost; theme: OwnTheme }[]
  /** Replies that answer something we asked. */
  advice: Set<SamplePost>
  /** What outsiders wrote to us and nobody has looked at yet. */
  inbox: SamplePost[]
  /** Outsiders who did something toward us. */
  active: Set<SampleAccount>
  /** Draws who of us acts: the brand, or one of the staff. */
  insider: WeightedDraw<SampleAccount>
  employee: WeightedDraw<SampleAccount>
}

/**
 * The random numbers of one purpose in one quarter. Each purpose has its own stream, so that turning one knob leaves
 * alone what it does not drive.
 */
export function chanceFor(stage: Pick<Stage, 'seed' | 'quarter'>, purpose: string): Random {
  return seededRandom(`${stage.seed}/${stage.quarter.name}/${purpose}`)
}

/** Share of our acts that employees make in their own name, from all but none to well over half. */
const VOICE = { floor: 0.08, reach: 0.5 }

/** With mixing at 0, each employee speaks this often against the one before: one voice and its echo. */
const ECHO = 0.4

/** Draws employees, the more evenly the higher the mixing knob. */
export function employeeDraw(world: World, mixing: number): WeightedDraw<SampleAccount> {
  const weights = new Map<SampleAccount, number>()
  let echo = 1
  for (const employee of world.staff) {
    weights.set(employee, mixing + (1 - mixing) * echo)
    echo *= ECHO
  }
  return weightedDraw(world.staff, (employee) => weights.get(employee) ?? 0)
}

/** Draws the brand or an employee in the proportion the mixing knob sets. */
export function insiderDraw(world: World, mixing: number): WeightedDraw<SampleAccount> {
  const employee = employeeDraw(world, mixing)
  return (random) => (happens(random, VOICE.floor + VOICE.reach * mixing) ? employee(random) : undefined) ?? world.brand
}

/**
 * Writes an original of ours. Employees name the house they work for in theirs; that is also how a listening tool
 * comes by them.
 */
export function writeOriginal(
  stage: Stage,
  author: SampleAccount,
  time: number,
  wording: Wording,
  named: SampleAccount[] = [],
): SamplePost {
  const { brand } = stage.world
  if (author === brand) return stage.ledger.original(author, time, wording, named)
  return stage.ledger.original(author, time, { ...wording, text: `${wording.text} @${brand.handle}` }, [
    ...named,
    brand,
  ])
}

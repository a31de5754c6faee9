import { seededRandom } from '@weft/model/seeded-random'
import type { Signal } from '@weft/model/signal'
import { day, type PostRef, Story } from './invented-history.test-data.ts'

/** A small institution made by chance, with the posts that a test may want to do more with. */
export interface Institution {
  story: Story
  outsiders: string[]
  originals: PostRef[]
  asks: PostRef[]
  answers: PostRef[]
  provocative: PostRef[]
  inbound: PostRef[]
}

const STAFF = ['eva', 'finn', 'gil', 'hanna', 'ida', 'jon']
const OURS = ['brand', ...STAFF]
const SAID: Signal[] = ['difficulty', 'asks', 'personal', 'stance', 'question', 'praise_of_other', 'self_promotion']

/**
 * Two quarters of a museum and its public, a pure function of the seed: originals, answers, threads, promotions,
 * introductions, acts among others. Signals lie on both sides of every threshold.
 */
export function inventedInstitution(seed: number, size = 1): Institution {
  const random = seededRandom(seed)
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value
  const chance = (probability: number) => random() < probability
  const names = (prefix: string, count: number) => Array.from({ length: count * size }, (_, n) => `${prefix}${n}`)
  const [customers, partners, peers, media, others] = [
    names('customer', 25),
    names('partner', 6),
    names('peer', 20),
    names('media', 8),
    names('other', 10),
  ] as [string[], string[], string[], string[], string[]]
  const outsiders = [...customers, ...partners, ...peers, ...media, ...others]
  const story = new Story()
    .accounts('owned', 'brand')
    .accounts('employee', ...STAFF, 'silent')
    .accounts('customer', ...customers)
    .accounts('partner', ...partners)
    .accounts('third_party', ...peers)
    .accounts('media', ...media)
    .accounts('unclassified', ...others)
  const said = (signals: readonly Signal[]) => Object.fromEntries(signals.map((signal) => [signal, random()]))
  // Whole hours, so that many things happen at the same moment.
  const moment = () => day(Math.floor(random() * 180 * 24) / 24 - 90)
  const made: Institution = { story, outsiders, originals: [], asks: [], answers: [], provocative: [], inbound: [] }

  for (let n = 0; n < 160 * size; n++) {
    const sure: Signal[] = chance(0.3) ? [pick(SAID)] : []
    const post = story.original(
      chance(0.5) ? 'brand' : pick(STAFF),
      moment(),
      { ...said([pick(SAID), pick(SAID)]), ...Object.fromEntries(sure.map((signal) => [signal, 0.97])) },
      chance(0.25) ? [pick(outsiders), pick(outsiders)] : [],
    )
    made.originals.push(post)
    if (sure.includes('asks')) made.asks.push(post)
    if (sure.includes('stance')) made.provocative.push(post)
    const thread = [post]
    for (let replies = Math.floor(random() * 5); replies > 0; replies--) {
      const parent = pick(thread)
      const reply = story.reply(pick(outsiders), parent, parent.time + Math.floor(random() * 72) * 3_600_000, {
        ...said(['toxic', 'personal']),
      })
      thread.push(reply)
      if (parent === post && made.asks.includes(post)) made.answers.push(reply)
      if (chance(0.4))
        story.reply(pick(OURS), reply, reply.time + Math.floor(random() * 80) * 3_600_000, said(['thanks']))
    }
  }
  for (let n = 0; n < 150 * size; n++) {
    const post = story.original(pick(outsiders), moment(), said(['toxic', 'self_promotion', 'question']), [pick(OURS)])
    made.inbound.push(post)
    if (chance(0.3))
      story.reply(pick(OURS), post, post.time + Math.floor(random() * 90) * 3_600_000, said(['personal']))
    if (chance(0.2)) story.repost('brand', post, post.time + 3_600_000)
  }
  for (let n = 0; n < 400 * size; n++) {
    const [one, other] = [pick(outsiders), pick(outsiders)]
    const at = moment()
    for (const week of chance(0.3) ? [0, 7, 14] : [0]) story.act(one, 'mention', other, at + week * 24 * 3_600_000)
  }
  for (let n = 0; n < 40 * size; n++) story.act(pick(outsiders), 'like', pick(OURS), moment())
  return made
}

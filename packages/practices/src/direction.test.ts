import { expect, test } from 'vitest'
import { DAY } from './durations.ts'
import { usually } from './indicator-value.test-data.ts'
import { INDICATORS } from './indicators.ts'
import { day } from './invented-history.test-data.ts'
import { type Institution, inventedInstitution } from './invented-institution.test-data.ts'

const inQuarter = ({ time }: { time: number }) => time >= day(0) && time < day(60)

/** What has to be there before more can be done. */
const GIVEN: Record<string, (institution: Institution) => void> = {
  'promotion.drawn_in': ({ story }) => {
    const alike = ['m0', 'm1', 'm2', 'm3', 'm4']
    story.accounts('third_party', 'unsung', ...alike)
    for (const who of ['unsung', ...alike]) story.act(who, 'mention', 'brand', day(-80))
    story.act('brand', 'repost', 'unsung', day(10))
  },
}

/** What doing more of each practice looks like. Ideal ranges are the rubric's business: here more is a higher value. */
const MORE: Record<string, (institution: Institution) => void> = {
  'vulnerability.disclosure': ({ story }) => story.original('brand', day(3), ['difficulty']),
  'vulnerability.asking': ({ story }) => story.original('eva', day(3), ['asks']),
  'vulnerability.answered': ({ story }) => {
    const ask = story.original('brand', day(3), ['asks'])
    for (const who of ['peer0', 'media0']) story.reply(who, ask, day(4))
  },
  'vulnerability.followed_up': ({ story, answers }) => {
    for (const answer of answers.filter(inQuarter)) story.like('brand', answer, answer.time + DAY)
  },
  'mixing.personal_share': ({ story }) => story.original('eva', day(3), ['personal']),
  'mixing.human_voices': ({ story }) => story.act('eva', 'reply', 'peer0', day(3)),
  'mixing.staff_breadth': ({ story }) => story.act('silent', 'mention', 'peer0', day(3)),
  'mixing.multiplex_ties': ({ story }) => {
    const work = story.original('peer0', day(3), [], ['eva'])
    story.reply('eva', work, day(4), ['personal'])
  },
  'provocation.stance_share': ({ story }) => story.original('brand', day(3), ['stance']),
  'provocation.generativity': ({ story, provocative }) => {
    const stance = provocative.find(inQuarter)!
    story.accounts('customer', 'newcomer')
    story.reply('newcomer', stance, stance.time + DAY)
  },
  'provocation.breadth': ({ story, provocative }) => {
    const stance = provocative.find(inQuarter)!
    for (const who of ['peer0', 'media0', 'customer0']) story.reply(who, stance, stance.time + DAY)
  },
  'provocation.between_others': ({ story, originals }) => {
    const start = originals.find(inQuarter)!
    const reply = story.reply('peer0', start, start.time)
    for (const who of ['media0', 'customer0']) story.reply(who, reply, start.time)
  },
  'provocation.civility': ({ story, provocative }) => {
    const stance = provocative.find(inQuarter)!
    story.reply('peer0', stance, stance.time)
  },
  'promotion.share': ({ story }) => story.act('brand', 'repost', 'peer0', day(3)),
  'promotion.disinterest': ({ story }) => story.act('brand', 'repost', 'peer0', day(3)),
  'promotion.breadth': ({ story }) => {
    story.accounts('third_party', 'unsung')
    story.act('brand', 'repost', 'unsung', day(3))
  },
  'promotion.drawn_in': ({ story }) => story.act('unsung', 'mention', 'brand', day(12)),
  'tending.seeding': ({ story }) => {
    story.accounts('third_party', 'catalyst')
    for (const later of [3, 4, 5]) story.act('catalyst', 'mention', 'brand', day(later))
  },
  'tending.introductions': ({ story }) => {
    story.accounts('customer', 'one', 'two')
    story.original('brand', day(3), [], ['one', 'two'])
    story.act('one', 'reply', 'two', day(4))
  },
  'tending.recognition': ({ story, outsiders }) => {
    for (const who of outsiders) story.act('eva', 'reply', who, day(80))
  },
  'tending.responsiveness': ({ story, inbound }) => {
    for (const post of inbound.filter(inQuarter)) story.reply('eva', post, post.time + DAY)
  },
  'tending.retention': ({ story, outsiders }) => {
    for (const who of outsiders) story.act(who, 'like', 'brand', day(80))
  },
  'tending.weeding': ({ story }) => {
    story.accounts('customer', 'kind')
    story.original('kind', day(3), [], ['brand'])
  },
  'weave.cross_party': ({ story }) => {
    for (const who of ['peer', 'customer', 'media']) {
      for (const other of ['customer', 'media', 'peer']) {
        if (who !== other) for (const n of [1, 2, 3]) story.act(`${who}${n}`, 'mention', `${other}${n + 2}`, day(3))
      }
    }
  },
  'weave.beyond_us': ({ story }) => {
    for (const week of [0, 7, 14]) story.act('peer0', 'mention', 'media0', day(week))
  },
  'weave.reciprocity': ({ story, inbound }) => {
    for (const post of inbound.filter(inQuarter)) story.like('brand', post, post.time + DAY)
    for (const post of inbound.filter(inQuarter)) story.act(post.author, 'like', 'brand', post.time)
  },
  'weave.sustained': ({ story, outsiders }) => {
    for (const who of outsiders) for (const week of [0, 7, 14]) story.act(who, 'like', 'brand', day(week))
  },
  'weave.hub_independence': ({ story, outsiders }) => {
    for (const who of outsiders) if (who !== 'peer0') story.act(who, 'mention', 'peer0', day(3))
  },
}

test('every indicator has a direction to test', () => {
  expect(Object.keys(MORE)).toEqual(INDICATORS.map(({ id }) => id))
})

test.each(Object.keys(MORE))('%s is never lowered by more of the practice', (id) => {
  for (let seed = 1; seed <= 10; seed++) {
    const institution = inventedInstitution(seed)
    GIVEN[id]?.(institution)
    const before = usually(id, institution.story.input())?.value
    MORE[id]!(institution)
    const after = usually(id, institution.story.input())?.value
    expect(after, `seed ${seed}`).toBeGreaterThanOrEqual((before ?? Number.NEGATIVE_INFINITY) - 1e-9)
  }
})

import type { Coverage } from '@weft/model/coverage'
import { expect, test } from 'vitest'
import { covering, day, Story } from './invented-history.test-data.ts'
import { quarterView } from './quarter-view.ts'
import { type Needing, scopeOf } from './scope.ts'

const story = () => {
  const told = new Story().accounts('owned', 'brand').accounts('employee', 'eva').accounts('customer', 'ann')
  told.act('eva', 'mention', 'ann', day(1))
  return told
}

const scope = (needing: Needing, coverage: Coverage[], rosterKnown = true) =>
  scopeOf(needing, quarterView(story().input({ coverage, rosterKnown })))

const reason = (...args: Parameters<typeof scope>) => scope(...args).missing?.reason

const within = (direction: Coverage['direction'], from: number, to: number, given: Partial<Coverage> = {}) => ({
  ...covering(direction)[0]!,
  from: day(from),
  to: day(to),
  ...given,
})

test('an X archive alone does not hold the replies received, and says which upload would', () => {
  expect(reason({ needs: ['own_text', 'inbound'] }, covering('outbound'))).toBe(
    'The data for 2026-Q2 does not hold replies and mentions received (an X archive never has them). ' +
      'Upload mentions and replies from the X API or a listening tool for 2026-Q2.',
  )
})

test('everything that is missing is named at once', () => {
  expect(reason({ needs: ['inbound', 'among_others', 'roster'] }, covering('outbound'), false)).toBe(
    'The data for 2026-Q2 does not hold replies and mentions received (an X archive never has them), ' +
      'what others did among themselves and who is staff, customer, partner or independent. ' +
      'Upload mentions and replies from the X API or a listening tool, ' +
      'interactions between others from a listening tool or the X API and ' +
      'a roster file (platform, handle, party) for 2026-Q2.',
  )
})

test('half of the quarter is enough, a day less is not', () => {
  // 2026-Q2 has 91 days.
  expect(scope({ needs: ['inbound'] }, [within('inbound', 0, 45.5)]).missing).toBeNull()
  expect(scope({ needs: ['inbound'] }, [within('inbound', 0, 44.5)]).missing?.needs).toEqual(['inbound'])
})

test('uploads that follow each other within two days join; a longer hole stays a hole', () => {
  const joined = scope({ needs: ['inbound'] }, [within('inbound', 0, 40), within('inbound', 41.9, 91)])
  const apart = scope({ needs: ['inbound'] }, [within('inbound', 0, 40), within('inbound', 42.1, 91)])
  expect(joined.missing === null && joined.scope.holds('x', day(30), day(50))).toBe(true)
  expect(apart.missing === null && apart.scope.holds('x', day(30), day(50))).toBe(false)
  expect(apart.missing === null && apart.scope.holds('x', day(30), day(39))).toBe(true)
})

test('follow lists cover no interactions', () => {
  const follows = [within('inbound', 0, 91, { acts: ['follow'] }), within('outbound', 0, 91, { acts: ['follow'] })]
  expect(scope({ needs: ['inbound'] }, follows).missing?.needs).toEqual(['inbound'])
  expect(scope({ needs: ['own_acts'] }, follows).missing?.needs).toEqual(['own_acts'])
})

test('an export that never holds reposts does not say that we reposted nobody', () => {
  const analytics = within('outbound', 0, 91, { acts: ['post', 'reply', 'mention', 'count'] })
  expect(reason({ needs: ['own_text', 'own_reposts'] }, [analytics])).toBe(
    'The data for 2026-Q2 does not hold what we reposted (the analytics of a platform never has it). ' +
      'Upload the archive of your accounts for 2026-Q2.',
  )
  expect(reason({ needs: ['own_text'] }, [analytics])).toBeUndefined()
  const archive = within('outbound', 0, 91, { acts: ['post', 'reply', 'repost'] })
  expect(reason({ needs: ['own_text', 'own_reposts'] }, [archive])).toBeUndefined()
  // Where nothing can be reposted, posts say all.
  const workspace = within('outbound', 0, 91, { platform: 'slack', acts: ['post', 'reply', 'mention'] })
  expect(reason({ needs: ['own_text', 'own_reposts'] }, [workspace])).toBeUndefined()
})

test('likes received are no replies received', () => {
  const likes = [within('inbound', 0, 91, { acts: ['like'] })]
  expect(scope({ needs: ['inbound'], kinds: ['reply', 'comment'] }, likes).missing?.needs).toEqual(['inbound'])
  expect(scope({ needs: ['inbound'] }, likes).missing).toBeNull()
})

test('interactions without text are no text', () => {
  const silent = [within('inbound', 0, 91, { text: false })]
  expect(scope({ needs: ['inbound_text'] }, silent).missing?.needs).toEqual(['inbound_text'])
})

test('what others did on one platform says nothing of another', () => {
  const coverage = [within('outbound', 0, 91), within('inbound', 0, 91, { platform: 'mastodon' })]
  expect(reason({ needs: ['own_text', 'inbound'] }, coverage)).toMatch(/together on only 0 of the quarter's 91 days/)
})

test('a file without dates covers nothing', () => {
  expect(scope({ needs: ['inbound'] }, [{ ...covering('inbound')[0]!, from: null, to: null }]).missing).not.toBeNull()
})

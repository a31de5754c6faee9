import { seededRandom } from '@weft/model/seeded-random'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { logOddsOf, probabilityOf } from '../scorer.ts'
import { shippedWeights } from '../shipped-weights.ts'
import { correctionOf } from './local-head.ts'
import { digestOfHead } from './local-reader.ts'
import { type LocalLabel, type LocalTraining, trainLocalHead } from './train-local-head.ts'

let rarities: Uint8Array
beforeAll(async () => {
  rarities = (await shippedWeights()).rarities
})

const TICKETS = [
  'Tickets for the gala are on sale',
  'Book the late opening before Friday',
  'Our shop has new postcards',
]
const REST = ['The loom is being cleaned', 'A school class drew the ceiling', 'Rain on the glass roof today']

/** Posts with links, as a desk writes them: a reader that takes every link for an advertisement is wrong about most. */
function desk(posts: number, { drawn = posts, seed = 'desk' } = {}): LocalLabel[] {
  const random = seededRandom(seed)
  return Array.from({ length: posts }, (_, n) => {
    const label = n % 4 === 0
    const words = (label ? TICKETS : REST)[Math.floor(random() * 3)]!
    return {
      text: `${words}, number ${n} https://example.org/${n}`,
      probability: 0.6 + 0.3 * random(),
      label,
      wasDrawn: n < drawn,
    }
  })
}

const learn = (labels: readonly LocalLabel[]) => trainLocalHead('self_promotion', labels, rarities)

function accepted(training: LocalTraining) {
  if (training.state !== 'accepted') throw new Error(training.state)
  return training
}

test('what people said is learnt: a reader that labels every link comes to tell one from the other', () => {
  const { evidence, head, quality } = accepted(learn(desk(120)))
  expect(evidence).toMatchObject({ labels: 120, drawn: 120, positives: 30 })
  expect(evidence.logLossAfter).toBeLessThan(0.5 * evidence.logLossBefore)
  expect(quality.truePositiveRate).toBeGreaterThan(0.8)
  expect(quality.falsePositiveRate).toBeLessThan(0.2)
  expect(quality.measured).toMatchObject([{ set: 'own checked posts', posts: 120, positives: 30 }])
  const correct = correctionOf(head)
  const probability = (text: string) => probabilityOf(correct(text, logOddsOf(0.8)))
  expect(probability('Tickets for the summer party are on sale https://example.org/x')).toBeGreaterThan(0.5)
  expect(probability('The loom is being moved https://example.org/y')).toBeLessThan(0.2)
})

test('labels by chance teach nothing where the reader knows how many there are', () => {
  const random = seededRandom('chance')
  const labels = desk(200).map((one) => ({ ...one, probability: 0.25, label: random() < 0.25 }))
  expect(learn(labels)).toMatchObject({ state: 'no_better', evidence: { drawn: 200 } })
})

test('fifty drawn posts are needed, five of either kind; complaints are none of them', () => {
  expect(learn(desk(49))).toEqual({ state: 'too_few', drawn: 49, positives: 13 })
  expect(learn(desk(200, { drawn: 49 }))).toMatchObject({ state: 'too_few', drawn: 49 })
  expect(learn(desk(60).map((one, n) => ({ ...one, label: n < 4 })))).toEqual({
    state: 'too_few',
    drawn: 60,
    positives: 4,
  })
  expect(learn(desk(60).map((one, n) => ({ ...one, label: n >= 4 })))).toMatchObject({
    state: 'too_few',
    positives: 56,
  })
  expect(learn([...desk(40), ...desk(40)])).toMatchObject({ state: 'too_few', drawn: 40 })
})

test('complaints alone do not turn the reader about: they are learnt from and never judge', () => {
  const right = desk(100).map((one) => ({ ...one, probability: one.label ? 0.9 : 0.05 }))
  const complaints = desk(100, { seed: 'other' }).map((one, n) => ({
    ...one,
    text: `Somebody disagreed ${n}`,
    probability: 0.95,
    label: false,
    wasDrawn: false,
  }))
  const { evidence, head } = accepted(learn([...right, ...complaints]))
  expect(evidence).toMatchObject({ labels: 200, drawn: 100, positives: 25 })
  const correct = correctionOf(head)
  const mean = (labels: readonly LocalLabel[]) =>
    labels.reduce((sum, { text, probability }) => sum + probabilityOf(correct(text, logOddsOf(probability))), 0) /
    labels.length
  expect(mean(right.filter(({ label }) => label))).toBeGreaterThan(0.7)
})

test('the same labels are the same head, in whatever order they come', () => {
  const labels = desk(80)
  const digest = digestOfHead(accepted(learn(labels)).head)
  fc.assert(
    fc.property(fc.shuffledSubarray(labels, { minLength: labels.length }), (shuffled) => {
      expect(digestOfHead(accepted(learn(shuffled)).head)).toBe(digest)
    }),
    { numRuns: 3 },
  )
  expect(digestOfHead(accepted(learn(desk(90))).head)).not.toBe(digest)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from './durations.ts'
import { inventedInstitution } from './invented-institution.test-data.ts'
import { type AskedOutsider, type MatchedOutsider, matchedOutsiders, WINDOW } from './matched-outsiders.ts'
import { type QuarterView, quarterView } from './quarter-view.ts'

/** The definition, written down act by act. */
function byDefinition(view: QuarterView, asked: readonly AskedOutsider[]): MatchedOutsider[] {
  const { interactions, accounts } = view.history
  const isBetween = (actor: number, target: number) => view.isInside(actor) !== view.isInside(target)
  const actsOf = (voice: number, from: number, to: number) =>
    interactions.filter(
      ({ actor, target, time }) =>
        isBetween(actor, target) && !view.isInside(actor) && view.voiceOf(actor) === voice && from <= time && time < to,
    ).length
  const isKnownBefore = (voice: number, time: number) =>
    interactions.some(
      (act) =>
        isBetween(act.actor, act.target) &&
        act.time < time &&
        view.voiceOf(view.isInside(act.actor) ? act.target : act.actor) === voice,
    )
  const wasSilent = (voice: number, time: number) => actsOf(voice, time - WINDOW + 1, time + 1) === 0
  const came = (voice: number, time: number) => actsOf(voice, time + 1, time + WINDOW + 1) > 0
  const stratum = (voice: number, time: number) => {
    const acts = actsOf(voice, time - WINDOW - 180 * DAY, time - WINDOW)
    return acts >= 10 ? 3 : acts >= 3 ? 2 : acts >= 1 ? 1 : 0
  }
  return asked.map(({ voice, time }) => {
    const others = [...accounts.keys()].filter(
      (other) =>
        view.voiceOf(other) === other &&
        !view.isInside(other) &&
        !asked.some((one) => one.voice === other) &&
        view.partyOf(other) === view.partyOf(voice) &&
        isKnownBefore(other, time) &&
        wasSilent(other, time) &&
        stratum(other, time) === stratum(voice, time),
    )
    return {
      wasSilent: wasSilent(voice, time),
      came: came(voice, time),
      others: others.length,
      othersCame: others.filter((other) => came(other, time)).length,
    }
  })
}

test('going through time once says what the definition says of every single one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 1_000 }), (seed, step) => {
      const { story, outsiders } = inventedInstitution(seed)
      const view = quarterView(story.input())
      const { accounts, interactions } = view.history
      const voices = outsiders.map((name) => accounts.findIndex(({ id }) => id === name))
      // Moments at which something happens, so that boundaries are met exactly; not in order of time.
      const asked = Array.from({ length: 8 }, (_, n) => ({
        voice: voices[(n * 7 + step) % voices.length]!,
        time: interactions[(n * step * 131) % interactions.length]!.time,
      })).filter(({ voice }, place, all) => all.findIndex((one) => one.voice === voice) === place)
      expect(matchedOutsiders(view, asked)).toEqual(byDefinition(view, asked))
    }),
    { numRuns: 15 },
  )
})

import { PARTIES } from '@weft/model/party'
import { type ContactsWithUs, contactsWithUs } from './contacts-with-us.ts'
import { DAY } from './durations.ts'
import { oncePerView } from './once-per-scope.ts'
import type { QuarterView } from './quarter-view.ts'

/** How long after a moment an act toward us can be its echo, and how long before it silence makes the act new. */
export const WINDOW = 30 * DAY

/** How far back, before those 30 days, activity is counted for matching. */
const EARLIER = 180 * DAY

/** Lower bounds of the activity strata: acts toward us in the half year before the 30 days of silence. */
const ACTIVITY_STRATA = [0, 1, 3, 10] as const

/** An outside voice at a moment. */
export interface AskedOutsider {
  voice: number
  time: number
}

/** What became of it, and of those like it. */
export interface MatchedOutsider {
  /** True where it did nothing toward us in the window before the moment. */
  wasSilent: boolean
  /** True where it did something toward us in the window after. */
  came: boolean
  /** Others like it at that moment, and how many of them came in the same window. */
  others: number
  othersCame: number
}

/**
 * Of each outsider at its moment: whether it was silent toward us before and came after, and how many of those like it came.
 * Like it: not among the asked themselves, of the same party, as active toward us in the half year before, silent as well in
 * the window before, and in contact with us at some time before. Answers are in the order of the asked.
 *
 * Goes through time once, keeping who is in which state. O(acts toward us + accounts + asked log asked).
 */
export function matchedOutsiders(view: QuarterView, asked: readonly AskedOutsider[]): MatchedOutsider[] {
  const states = new OutsiderStates(view, new Set(asked.map(({ voice }) => voice)))
  const answers = new Map<AskedOutsider, MatchedOutsider>()
  for (const one of asked.toSorted((before, after) => before.time - after.time)) {
    states.goTo(one.time)
    answers.set(one, states.answerOf(one.voice))
  }
  return asked.map((one) => answers.get(one)!)
}

/** Who is in which state at a moment that only moves forward. */
class OutsiderStates {
  /** Acts toward us by voice: in the window after the moment, in the one before, and in the half year before that. */
  private readonly soon: Uint32Array
  private readonly recent: Uint32Array
  private readonly earlier: Uint32Array
  private readonly isKnown: Uint8Array
  /** The asked, and ourselves. */
  private readonly isLeftOut: Uint8Array
  private readonly partyOf: Uint8Array
  /** Voices that may be compared with, by party and stratum, and those of them who come. */
  private readonly counts = new Int32Array(PARTIES.length * ACTIVITY_STRATA.length)
  private readonly coming = new Int32Array(PARTIES.length * ACTIVITY_STRATA.length)
  private readonly contacts: ContactsWithUs
  /** How far each boundary of the windows has come in the acts, and in the first contacts. */
  private readonly passed = { soonFrom: 0, soonTo: 0, recentFrom: 0, earlierFrom: 0, earlierTo: 0, firsts: 0 }

  constructor(view: QuarterView, asked: ReadonlySet<number>) {
    const accounts = view.history.accounts.length
    this.contacts = contactsWithUs(view)
    this.soon = new Uint32Array(accounts)
    this.recent = new Uint32Array(accounts)
    this.earlier = new Uint32Array(accounts)
    this.isKnown = new Uint8Array(accounts)
    this.isLeftOut = Uint8Array.from({ length: accounts }, (_, account) =>
      asked.has(account) || view.isInside(account) ? 1 : 0,
    )
    this.partyOf = partyNumbers(view)
  }

  /** Moves on; a window is open where it begins and closed where it ends, so that the moment itself is in neither. */
  goTo(time: number): void {
    const { passed, contacts } = this
    const { firstTimes, firstVoices } = contacts
    while (passed.firsts < firstTimes.length && firstTimes[passed.firsts]! < time) {
      const voice = firstVoices[passed.firsts++]!
      this.isKnown[voice] = 1
      this.count(voice, 1)
    }
    const { soon, recent, earlier } = this
    passed.soonTo = this.pass(passed.soonTo, time + WINDOW + 1, null, soon)
    passed.soonFrom = this.pass(passed.soonFrom, time + 1, soon, recent)
    passed.recentFrom = this.pass(passed.recentFrom, time - WINDOW + 1, recent, null)
    passed.earlierTo = this.pass(passed.earlierTo, time - WINDOW, null, earlier)
    passed.earlierFrom = this.pass(passed.earlierFrom, time - WINDOW - EARLIER, earlier, null)
  }

  answerOf(voice: number): MatchedOutsider {
    const place = this.placeOf(voice)
    return {
      wasSilent: this.recent[voice] === 0,
      came: this.soon[voice]! > 0,
      others: this.counts[place]!,
      othersCame: this.coming[place]!,
    }
  }

  /** Acts before a boundary, from where it stood, leave one window and enter another. Returns where it stands. */
  private pass(from: number, boundary: number, left: Uint32Array | null, entered: Uint32Array | null): number {
    const { actTimes, actVoices } = this.contacts
    let at = from
    while (at < actTimes.length && actTimes[at]! < boundary) {
      const voice = actVoices[at++]!
      this.count(voice, -1)
      if (left !== null) left[voice]!--
      if (entered !== null) entered[voice]!++
      this.count(voice, 1)
    }
    return at
  }

  private count(voice: number, by: number): void {
    if (this.isKnown[voice] === 0 || this.isLeftOut[voice] === 1 || this.recent[voice]! > 0) return
    const place = this.placeOf(voice)
    this.counts[place]! += by
    if (this.soon[voice]! > 0) this.coming[place]! += by
  }

  private placeOf(voice: number): number {
    const acts = this.earlier[voice]!
    let stratum = ACTIVITY_STRATA.length - 1
    while (acts < ACTIVITY_STRATA[stratum]!) stratum--
    return this.partyOf[voice]! * ACTIVITY_STRATA.length + stratum
  }
}

const partyNumbers = oncePerView((view) =>
  Uint8Array.from(view.history.accounts, (_, account) => PARTIES.indexOf(view.partyOf(account))),
)

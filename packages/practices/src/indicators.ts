import type { Indicator } from './indicator.ts'
import { mixingHumanVoices } from './indicators/mixing-human-voices.ts'
import { mixingMultiplexTies } from './indicators/mixing-multiplex-ties.ts'
import { mixingPersonalShare } from './indicators/mixing-personal-share.ts'
import { mixingStaffBreadth } from './indicators/mixing-staff-breadth.ts'
import { promotionBreadth } from './indicators/promotion-breadth.ts'
import { promotionDisinterest } from './indicators/promotion-disinterest.ts'
import { promotionDrawnIn } from './indicators/promotion-drawn-in.ts'
import { promotionShare } from './indicators/promotion-share.ts'
import { provocationBetweenOthers } from './indicators/provocation-between-others.ts'
import { provocationBreadth } from './indicators/provocation-breadth.ts'
import { provocationCivility } from './indicators/provocation-civility.ts'
import { provocationGenerativity } from './indicators/provocation-generativity.ts'
import { provocationStanceShare } from './indicators/provocation-stance-share.ts'
import { tendingIntroductions } from './indicators/tending-introductions.ts'
import { tendingRecognition } from './indicators/tending-recognition.ts'
import { tendingResponsiveness } from './indicators/tending-responsiveness.ts'
import { tendingRetention } from './indicators/tending-retention.ts'
import { tendingSeeding } from './indicators/tending-seeding.ts'
import { tendingWeeding } from './indicators/tending-weeding.ts'
import { vulnerabilityAnswered } from './indicators/vulnerability-answered.ts'
import { vulnerabilityAsking } from './indicators/vulnerability-asking.ts'
import { vulnerabilityDisclosure } from './indicators/vulnerability-disclosure.ts'
import { vulnerabilityFollowedUp } from './indicators/vulnerability-followed-up.ts'
import { weaveBeyondUs } from './indicators/weave-beyond-us.ts'
import { weaveCrossParty } from './indicators/weave-cross-party.ts'
import { weaveHubIndependence } from './indicators/weave-hub-independence.ts'
import { weaveReciprocity } from './indicators/weave-reciprocity.ts'
import { weaveSustained } from './indicators/weave-sustained.ts'

/** The indicators of method.md §4, in its order. */
export const INDICATORS: readonly Indicator[] = [
  vulnerabilityDisclosure,
  vulnerabilityAsking,
  vulnerabilityAnswered,
  vulnerabilityFollowedUp,
  mixingPersonalShare,
  mixingHumanVoices,
  mixingStaffBreadth,
  mixingMultiplexTies,
  provocationStanceShare,
  provocationGenerativity,
  provocationBreadth,
  provocationBetweenOthers,
  provocationCivility,
  promotionShare,
  promotionDisinterest,
  promotionBreadth,
  promotionDrawnIn,
  tendingSeeding,
  tendingIntroductions,
  tendingRecognition,
  tendingResponsiveness,
  tendingRetention,
  tendingWeeding,
  weaveCrossParty,
  weaveBeyondUs,
  weaveReciprocity,
  weaveSustained,
  weaveHubIndependence,
]

/** No indicator has that id. */
export class UnknownIndicator extends Error {
  override name = 'UnknownIndicator'
  readonly id: string
  constructor(id: string) {
    super(`there is no indicator "${id}"; there are ${INDICATORS.map((indicator) => indicator.id).join(', ')}`)
    this.id = id
  }
}

/** The indicator of that id; throws {@link UnknownIndicator}. */
export function indicatorWithId(id: string): Indicator {
  const found = INDICATORS.find((indicator) => indicator.id === id)
  if (found === undefined) throw new UnknownIndicator(id)
  return found
}

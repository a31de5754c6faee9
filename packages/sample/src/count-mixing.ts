import type { Behaviour } from './behaviour-counts.ts'
import type { SampleInteraction, SamplePost } from './institution.ts'
import { isOurs, ownOriginals } from './our-posts.ts'
import { pairKey } from './world.ts'

/** Who of us speaks, and how personally. */
export function countMixing(posts: readonly SamplePost[], acts: readonly SampleInteraction[]): Behaviour['mixing'] {
  const outbound = acts.filter(({ actor, target }) => isOurs(actor) && !isOurs(target))
  const byEmployees = outbound.filter(({ actor }) => actor.party === 'employee')
  const inboundPairs = new Set(
    acts
      .filter(({ actor, target }) => !isOurs(actor) && isOurs(target))
      .map(({ actor, target }) => pairKey(actor, target)),
  )
  const outboundPairs = new Set(outbound.map(({ actor, target }) => pairKey(actor, target)))
  return {
    personal: ownOriginals(posts).filter(({ signals }) => signals.includes('personal')).length,
    outbound: outbound.length,
    outboundByEmployees: byEmployees.length,
    employeesHeard: new Set(byEmployees.map(({ actor }) => actor)).size,
    mutualTies: [...outboundPairs].filter((pair) => inboundPairs.has(pair)).length,
  }
}

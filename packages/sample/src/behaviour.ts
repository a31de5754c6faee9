import { isWithin, type QuarterName, quarterNamed } from '@weft/model/quarter'
import type { Behaviour } from './behaviour-counts.ts'
import { countMixing } from './count-mixing.ts'
import { countPromotion } from './count-promotion.ts'
import { countProvocation } from './count-provocation.ts'
import { countTending } from './count-tending.ts'
import { countVulnerability } from './count-vulnerability.ts'
import { countWeave } from './count-weave.ts'
import type { Institution } from './institution.ts'
import { responsesByPost } from './responses.ts'

/** Counts the behaviour of one quarter by the definitions of method.md §4, with the true signals of every post. */
export function behaviourIn(institution: Omit<Institution, 'truth'>, name: QuarterName): Behaviour {
  const quarter = quarterNamed(name)
  const posts = institution.posts.filter((post) => isWithin(post.time, quarter))
  const acts = institution.interactions.filter((act) => isWithin(act.time, quarter))
  const earlier = institution.interactions.filter((act) => act.time < quarter.from)
  const before = institution.quarters[institution.quarters.indexOf(name) - 1]
  const responses = responsesByPost(institution)
  return {
    vulnerability: countVulnerability(posts, responses),
    mixing: countMixing(posts, acts),
    provocation: countProvocation(posts),
    promotion: countPromotion(posts, acts),
    tending: countTending(institution, { posts, acts, earlier, before }, responses),
    weave: countWeave(acts),
  }
}

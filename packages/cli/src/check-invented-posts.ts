import { type Checking, drawQuarterCheck, saveChecking } from '@weft/api/quarter-check'
import { type QuarterName, quarterNamed } from '@weft/model/quarter'
import { SIGNALS, type Signal } from '@weft/model/signal'
import type { Institution } from '@weft/sample/institution'
import { calendarOfOrganization } from '@weft/store/calendar'
import { checkPosts } from '@weft/store/checks'
import { askForScores } from '@weft/store/computations'
import { withOrganization } from '@weft/store/database'
import { sourcedPosts } from '@weft/store/posts'
import { openQueue } from '@weft/store/queue'
import type { Installation } from './installation.ts'

const ACTOR = 'demo'

/**
 * Draws a check of each quarter and answers it as people would who know what every invented post says; asks for scores then.
 * Returns how many posts were drawn in all. Throws PostsUnread before results were computed once.
 */
export async function checkInventedPosts(
  { database, url }: Installation,
  organizationId: string,
  { posts }: Institution,
  quarters: readonly QuarterName[],
): Promise<number> {
  const truth = new Map(posts.map(({ id, signals }) => [id, signals]))
  const checked = await withOrganization(database, organizationId, async (tx) => {
    let count = 0
    for (const name of quarters) {
      const quarter = quarterNamed(name, await calendarOfOrganization(tx))
      await drawQuarterCheck(tx, organizationId, quarter, { actor: ACTOR })
      const drawn = (await checkPosts(tx, quarter)).map(({ postId }) => postId)
      const known = await sourcedPosts(tx, drawn)
      const said = drawn.flatMap((postId): Checking[] => {
        const carried = truth.get(known.get(postId)?.platformPostId ?? '')
        return carried === undefined ? [] : [{ postId, labels: labelsOf(carried) }]
      })
      await saveChecking(tx, organizationId, quarter, { checked: said, actor: ACTOR })
      count += said.length
    }
    return count
  })
  const queue = await openQueue(url)
  await askForScores({ database, queue }, organizationId)
  await queue.close()
  return checked
}

function labelsOf(carried: readonly Signal[]): Record<Signal, boolean> {
  return Object.fromEntries(SIGNALS.map((signal) => [signal, carried.includes(signal)])) as Record<Signal, boolean>
}

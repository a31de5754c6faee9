import { setTimeout as sleep } from 'node:timers/promises'
import { resultHash } from '@weft/graph/result-hash'
import type { ReaderQuality } from '@weft/model/signal'
import { organizationRubric } from '@weft/practices/organization-rubric'
import { withOrganization } from '@weft/store/database'
import { tailoringInForce } from '@weft/store/rubric-tailorings'
import { newestScorecard } from '@weft/store/scorecards'
import { inputHash } from '@weft/store/scoring-inputs'
import { CannotDo } from './expected-error.ts'
import type { Installation } from './installation.ts'

/** The demo's data is scored in some ten seconds; a machine ten times slower still makes it. */
const WAIT_MILLISECONDS_MAX = 240_000

const ASK_MILLISECONDS = 200

/** Waits until the newest scorecard of a quarter rests on everything that is loaded now, read by that reader. Throws `CannotDo`. */
export async function scorecardOfCurrentInputs(
  { database }: Installation,
  organizationId: string,
  quarter: string,
  reader: ReaderQuality,
): Promise<void> {
  const expected = await withOrganization(database, organizationId, async (tx) => {
    const { rubric } = organizationRubric((await tailoringInForce(tx))?.tailoring)
    return resultHash(await inputHash(tx), quarter, rubric, reader)
  })
  for (let waited = 0; waited < WAIT_MILLISECONDS_MAX; waited += ASK_MILLISECONDS) {
    const newest = await withOrganization(database, organizationId, (tx) => newestScorecard(tx, quarter))
    if (newest?.inputHash === expected) return
    await sleep(ASK_MILLISECONDS)
  }
  throw new CannotDo(
    `no scorecard of ${quarter} within ${WAIT_MILLISECONDS_MAX / 1000} seconds; the log above says why`,
  )
}

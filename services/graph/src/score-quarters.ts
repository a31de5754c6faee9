import { type Calendar, type Quarter, type QuarterName, quarterBefore, quarterNamed } from '@weft/model/quarter'
import { actionsOfQuarter } from '@weft/practices/actions-of-quarter'
import { DEFAULT_RUBRIC } from '@weft/practices/default-rubric'
import { evidenceOf } from '@weft/practices/evidence'
import { type QuarterScoring, scoreQuarter, scoresOf } from '@weft/practices/score'
import type { Reader } from '@weft/reading/reader'
import { type Database, withOrganization } from '@weft/store/database'
import { readHistory } from '@weft/store/history'
import { findOrganization } from '@weft/store/organizations'
import { applyPartyRules } from '@weft/store/party-rules'
import { inputHashOfQuarter, removeQuartersExcept, replaceQuarterResult } from '@weft/store/results'
import { coveredQuarters, hasUnloadedUploads, inputHash } from '@weft/store/scoring-inputs'
import { accountRows } from './account-rows.ts'
import { readQuarterFacts } from './quarter-facts.ts'
import { measureQuarter } from './quarter-network.ts'
import { readPosts } from './read-posts.ts'
import { resultHash, SEED } from './result-hash.ts'

/**
 * Scores every quarter that an organization's data covers, and those asked for besides, and keeps the results in the
 * place of earlier ones. Returns the quarters, oldest first.
 *
 * Nothing is computed where every result already rests on the present inputs, nor while an upload is still to be
 * loaded: its loading asks for scores again. Doing it twice changes nothing.
 */
export async function scoreQuarters(
  service: { database: Database; reader: Reader },
  organizationId: string,
  { also = [] }: { also?: readonly QuarterName[] } = {},
): Promise<QuarterName[]> {
  const { database, reader } = service
  const organization = await findOrganization(database, organizationId)
  if (organization === undefined) return []
  const due = await withOrganization(database, organizationId, async (tx) => {
    if (await hasUnloadedUploads(tx)) return null
    // What was loaded since may fit rules that were set before.
    await applyPartyRules(tx, organizationId)
    const quarters = withAsked(await coveredQuarters(tx, organization.calendar), also, organization.calendar)
    const inputs = await inputHash(tx)
    const hashes = quarters.map((quarter) => resultHash(inputs, quarter.name, reader.quality))
    const stored = await Promise.all(quarters.map((quarter) => inputHashOfQuarter(tx, quarter.name)))
    return { quarters, hashes, isCurrent: hashes.every((hash, place) => hash === stored[place]) }
  })
  if (due === null) return []
  const names = due.quarters.map((quarter) => quarter.name)
  if (due.isCurrent) return names

  await readPosts(service, organizationId)
  const history = await withOrganization(database, organizationId, readHistory)
  let last: { quarter: Quarter; scoring: QuarterScoring } | null = null
  for (const [place, quarter] of due.quarters.entries()) {
    const facts = await withOrganization(database, organizationId, (tx) => readQuarterFacts(tx, quarter, history))
    const scoring = scoreQuarter({
      history,
      quarter,
      previous: quarterBefore(quarter, organization.calendar),
      ...facts,
      weeded: new Set(),
      rubric: DEFAULT_RUBRIC,
      quality: reader.quality,
      seed: SEED,
    })
    // After a gap there is no quarter before to compare with.
    const before: QuarterScoring | null = last?.quarter.to === quarter.from ? last.scoring : null
    const network = measureQuarter({ history, quarter, seed: SEED, ...facts })
    await withOrganization(database, organizationId, (tx) =>
      replaceQuarterResult(tx, organizationId, {
        inputHash: due.hashes[place] ?? '',
        method: { rubric: DEFAULT_RUBRIC.version, reader: reader.version, seed: SEED },
        scores: {
          quarter: quarter.name,
          baseline: last === null,
          ...scoresOf(scoring, before),
          network: network.figures,
        },
        measures: accountRows(facts.accountIds, network),
        evidence: evidenceOf(scoring),
        actions: actionsOfQuarter(scoring.view),
      }),
    )
    last = { quarter, scoring }
  }
  await withOrganization(database, organizationId, (tx) => removeQuartersExcept(tx, names))
  return names
}

function withAsked(covered: readonly Quarter[], asked: readonly QuarterName[], calendar: Calendar): Quarter[] {
  const all = new Map(covered.map((quarter) => [quarter.from, quarter]))
  for (const name of asked) {
    const quarter = quarterNamed(name, calendar)
    all.set(quarter.from, quarter)
  }
  return [...all.values()].sort((one, other) => one.from - other.from)
}

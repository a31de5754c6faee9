import type { ComputationProgress } from '@weft/model/computation'
import { type Calendar, type Quarter, type QuarterName, quarterBefore, quarterNamed } from '@weft/model/quarter'
import { actionsOfQuarter } from '@weft/practices/actions-of-quarter'
import { evidenceOf } from '@weft/practices/evidence'
import type { History } from '@weft/practices/history'
import { organizationRubric } from '@weft/practices/organization-rubric'
import { type QuarterScoring, scoreQuarter, scoresOf } from '@weft/practices/score'
import type { TailoredRubric } from '@weft/practices/tailor-rubric'
import type { PostReader } from '@weft/reading/post-reader'
import { type WeededAccount, weededAccounts } from '@weft/store/action-decisions'
import { type Database, withOrganization } from '@weft/store/database'
import { historyRows, readHistory } from '@weft/store/history'
import { findNetwork } from '@weft/store/network-results'
import { findOrganization, type Organization } from '@weft/store/organizations'
import { applyPartyRules } from '@weft/store/party-rules'
import { inputHashOfQuarter, removeQuartersExcept, replaceQuarterResult } from '@weft/store/results'
import { tailoringInForce } from '@weft/store/rubric-tailorings'
import { coveredQuarters, hasUnloadedUploads, inputHash } from '@weft/store/scoring-inputs'
import { assertRoomForHistory } from './history-room.ts'
import { measureQuarters } from './measure-quarters.ts'
import { organizationReader } from './organization-reader.ts'
import { readQuarterFacts } from './quarter-facts.ts'
import { readLabels } from './read-labels.ts'
import { readPosts } from './read-posts.ts'
import { resultHash, SCORING_METHOD, SEED } from './result-hash.ts'

interface Service {
  database: Database
  reader: PostReader
}

export interface ScoreOptions {
  /** Quarters that are scored besides those that the data covers. */
  also?: readonly QuarterName[]
  onProgress?: (progress: ComputationProgress) => void
  /** Ends the work soon: what is whole by then is kept. */
  signal?: AbortSignal
}

/** Where in the whole measuring and reading posts end. Reading is what takes longest where it is done with both tiers. */
const MEASURED_SHARE = 0.4
const READ_SHARE = 0.8

/**
 * Measures and scores every quarter that an organization's data covers, and those asked for besides, and keeps the
 * results in the place of earlier ones. Returns the quarters, oldest first; `null` while an upload is still to be
 * loaded: its loading asks for scores again.
 *
 * Nothing is computed where every result already rests on the present inputs. Doing it twice changes nothing. Throws
 * the signal's reason when it is told to end, and HistoryTooLarge where there are networks, but no room to score.
 */
export async function scoreQuarters(
  installation: Service,
  organizationId: string,
  { also = [], onProgress = () => undefined, signal = new AbortController().signal }: ScoreOptions = {},
): Promise<QuarterName[] | null> {
  const { database } = installation
  const organization = await findOrganization(database, organizationId)
  if (organization === undefined) return []
  const service = { database, reader: await organizationReader(database, installation.reader, organizationId) }
  const due = await quartersDue(service, organization, also)
  if (due === null) return null
  const names = due.quarters.map((quarter) => quarter.name)
  if (due.isCurrent) return names
  await measureQuarters(service.database, organizationId, due.quarters, {
    onProgress: ({ name }, share) => onProgress({ step: 'measuring', quarter: name, share: MEASURED_SHARE * share }),
    signal,
  })
  const reading = (share: number) =>
    onProgress({ step: 'reading_posts', quarter: null, share: MEASURED_SHARE + (READ_SHARE - MEASURED_SHARE) * share })
  reading(0)
  await readPosts(service, organizationId, { onProgress: reading, signal })
  await scoreDue(service, organization, due, { onProgress, signal })
  return names
}

interface Due {
  quarters: Quarter[]
  /** Per quarter the name of its result. */
  hashes: string[]
  tailored: TailoredRubric
  isCurrent: boolean
}

async function quartersDue(
  { database, reader }: Service,
  { id, calendar }: Organization,
  also: readonly QuarterName[],
): Promise<Due | null> {
  return await withOrganization(database, id, async (tx) => {
    if (await hasUnloadedUploads(tx)) return null
    // What was loaded since may fit rules that were set before.
    await applyPartyRules(tx, id)
    const quarters = withAsked(await coveredQuarters(tx, calendar), also, calendar)
    const inputs = await inputHash(tx)
    const tailored = organizationRubric((await tailoringInForce(tx))?.tailoring)
    const hashes = quarters.map((quarter) => resultHash(inputs, quarter.name, tailored.rubric, reader.quality))
    const stored = await Promise.all(quarters.map((quarter) => inputHashOfQuarter(tx, quarter.name)))
    return { quarters, hashes, tailored, isCurrent: hashes.every((hash, place) => hash === stored[place]) }
  })
}

async function scoreDue(
  { database, reader }: Service,
  { id, calendar }: Organization,
  { quarters, hashes, tailored }: Due,
  { onProgress, signal }: Required<Pick<ScoreOptions, 'onProgress' | 'signal'>>,
): Promise<void> {
  const { rubric, changes: rubricChanges } = tailored
  const method = { version: SCORING_METHOD, rubric: rubric.version, rubricChanges, reader: reader.version, seed: SEED }
  assertRoomForHistory(await withOrganization(database, id, historyRows))
  const history = await withOrganization(database, id, readHistory)
  const said = await readLabels(database, id)
  const weeded = await withOrganization(database, id, weededAccounts)
  let last: { quarter: Quarter; scoring: QuarterScoring } | null = null
  for (const [place, quarter] of quarters.entries()) {
    signal.throwIfAborted()
    const share = READ_SHARE + ((1 - READ_SHARE) * place) / quarters.length
    onProgress({ step: 'scoring', quarter: quarter.name, share })
    const facts = await withOrganization(database, id, (tx) => readQuarterFacts(tx, quarter, history))
    const scoring = scoreQuarter({
      history,
      quarter,
      previous: quarterBefore(quarter, calendar),
      ...facts,
      weeded: weededBefore(quarter, weeded, history),
      ...said,
      rubric,
      quality: reader.quality,
      seed: SEED,
    })
    // After a gap there is no quarter before to compare with.
    const before: QuarterScoring | null = last?.quarter.to === quarter.from ? last.scoring : null
    const isBaseline = last === null
    await withOrganization(database, id, async (tx) => {
      const measured = await findNetwork(tx, quarter.name)
      if (measured === undefined) throw new Error(`the network of ${quarter.name} is gone`)
      await replaceQuarterResult(tx, id, {
        inputHash: hashes[place] ?? '',
        method,
        scores: {
          quarter: quarter.name,
          baseline: isBaseline,
          ...scoresOf(scoring, before),
          network: measured.network,
        },
        evidence: evidenceOf(scoring),
        actions: actionsOfQuarter(scoring.view),
      })
    })
    last = { quarter, scoring }
  }
  await withOrganization(database, id, (tx) =>
    removeQuartersExcept(
      tx,
      quarters.map(({ name }) => name),
    ),
  )
}

/** The accounts, as places in the history, that were escorted out by decision in an earlier quarter. */
function weededBefore({ name }: Quarter, weeded: readonly WeededAccount[], { accounts }: History): Set<number> {
  const ids = new Set(weeded.filter(({ quarter }) => quarter < name).map(({ accountId }) => accountId))
  return new Set(accounts.flatMap(({ id }, place) => (ids.has(id) ? [place] : [])))
}

function withAsked(covered: readonly Quarter[], asked: readonly QuarterName[], calendar: Calendar): Quarter[] {
  const all = new Map(covered.map((quarter) => [quarter.from, quarter]))
  for (const name of asked) {
    const quarter = quarterNamed(name, calendar)
    all.set(quarter.from, quarter)
  }
  return [...all.values()].sort((one, other) => one.from - other.from)
}

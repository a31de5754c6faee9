import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Coverage } from '@weft/model/coverage'
import { type Calendar, type Quarter, type QuarterName, quarterNamed } from '@weft/model/quarter'
import { coverageInWords } from '@weft/report/coverage-words'
import { renderScorecard } from '@weft/report/render-scorecard'
import type { Scorecard, ScorecardSource } from '@weft/report/scorecard'
import { scorecardOfQuarters } from '@weft/report/scorecard-of-quarters'
import { FORMATS } from '@weft/sources/formats'
import { type ListedAction, listActions, outcomesBefore } from '@weft/store/actions'
import { type Database, type OrganizationTransaction, withOrganization } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import { findOrganization } from '@weft/store/organizations'
import { addScorecard, newestScorecard, type StoredScorecard } from '@weft/store/scorecards'
import { listScores } from '@weft/store/scores'
import { type ReceiptFile, receiptsOfLoaded } from '@weft/store/uploads'
import { outcomeSentence } from './outcome-sentence.ts'
import { recommendedOf } from './recommended.ts'

/** All there are: eight kinds of at most twenty. */
const ACTIONS_MAX = 1000

/** Sentences of advice on one page: more would not be read. */
const RECOMMENDED_MAX = 3

/**
 * Draws the draft scorecard of a scored quarter and keeps it as the next version, unless the newest version already
 * says the same. Nothing is done for a quarter without a result. The same result gives the same bytes.
 * Quarters that are still scored by another method are gaps in the trend.
 */
export async function draftScorecard(
  { database, files }: { database: Database; files: FileStore },
  organizationId: string,
  quarterName: QuarterName,
): Promise<void> {
  const organization = await findOrganization(database, organizationId)
  if (organization === undefined) return
  const drafted = await withOrganization(database, organizationId, async (tx) => {
    const results = await listScores(tx)
    const result = results.find((one) => one.quarter === quarterName)
    if (result === undefined) return undefined
    const quarter = quarterNamed(quarterName, organization.calendar)
    const receipts = await receiptsOfLoaded(tx)
    const newest = await newestScorecard(tx, quarterName)
    const scorecard = scorecardOfQuarters(
      {
        organization: organization.name,
        period: periodCovered(quarter, receipts, organization.calendar),
        id: result.inputHash.slice(0, 12),
        version: 1,
        review: null,
        became: await becameBefore(tx, quarterName),
        recommended: recommendedOf(await actionsToDo(tx, quarterName), RECOMMENDED_MAX),
        sources: sourcesOf(receipts, organization.calendar),
        method: { ...result.method, definitions: 'GET /v1/method' },
      },
      results.filter(({ method }) => isDeepStrictEqual(method, result.method)).map(({ scores }) => scores),
      quarterName,
    )
    return { scorecard, newest, inputHash: result.inputHash }
  })
  if (drafted === undefined || saysTheSame(drafted.newest, drafted.scorecard)) return
  const version = (drafted.newest?.version ?? 0) + 1
  const content: Scorecard = { ...drafted.scorecard, version }
  const pdf = renderScorecard(content)
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  const fileKey = `${organizationId}/scorecards/${quarterName}-${version}.pdf`
  await files.put(fileKey, [pdf])
  await withOrganization(database, organizationId, (tx) =>
    addScorecard(tx, organizationId, {
      quarter: quarterName,
      version,
      inputHash: drafted.inputHash,
      state: 'draft',
      content,
      fileKey,
      sha256,
      bytes: pdf.byteLength,
    }),
  )
}

/** What became of the actions of the scored quarter before. */
async function becameBefore(tx: OrganizationTransaction, quarter: QuarterName): Promise<string | null> {
  const outcomes = await outcomesBefore(tx, quarter)
  return outcomes === undefined ? null : outcomeSentence(outcomes.before, outcomes.items)
}

/** What nobody has done or dismissed yet. */
async function actionsToDo(tx: OrganizationTransaction, quarter: QuarterName): Promise<ListedAction[]> {
  const actions = await listActions(tx, quarter, { limit: ACTIONS_MAX })
  return actions.filter(({ state }) => state === 'open' || state === 'accepted')
}

function saysTheSame(newest: StoredScorecard | undefined, scorecard: Scorecard): boolean {
  if (newest === undefined) return false
  return canonical({ ...newest.content, version: 1 }) === canonical(scorecard)
}

/** JSON with sorted keys: a database may hand an object back in another order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}

/** The days of the quarter that any upload covers; the whole quarter where no upload says. */
function periodCovered(
  quarter: Quarter,
  receipts: readonly ReceiptFile[],
  calendar: Calendar,
): { from: string; to: string } {
  const pieces = receipts
    .flatMap((file) => file.coverage)
    .filter((piece) => piece.from !== null && piece.to !== null)
    .map((piece) => ({ from: Date.parse(piece.from ?? ''), to: Date.parse(piece.to ?? '') }))
    .filter((piece) => piece.from < quarter.to && piece.to >= quarter.from)
  const from = Math.max(quarter.from, Math.min(...pieces.map((piece) => piece.from), quarter.to - 1))
  const to = Math.min(quarter.to - 1, Math.max(...pieces.map((piece) => piece.to), quarter.from))
  if (pieces.length === 0) return { from: localDay(quarter.from, calendar), to: localDay(quarter.to - 1, calendar) }
  return { from: localDay(from, calendar), to: localDay(to, calendar) }
}

/** One line per format: how many files, from when to when, and what they can know. */
function sourcesOf(receipts: readonly ReceiptFile[], calendar: Calendar): ScorecardSource[] {
  const formats = [...new Set(receipts.map((file) => file.format))].sort()
  return formats.map((format) => {
    const files = receipts.filter((file) => file.format === format)
    const coverage = files.flatMap((file) => file.coverage)
    const times = coverage.flatMap((piece) =>
      [piece.from, piece.to].filter((time) => time !== null).map((time) => Date.parse(time)),
    )
    return {
      name: FORMATS.find(({ id }) => id === format)?.name ?? format,
      files: files.length,
      period:
        times.length === 0
          ? null
          : { from: localDay(Math.min(...times), calendar), to: localDay(Math.max(...times), calendar) },
      knows: coverageInWords(coverage.map((piece): Coverage => ({ ...piece, account: null, from: null, to: null }))),
    }
  })
}

function localDay(time: number, calendar: Calendar): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: calendar.timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(time)
}

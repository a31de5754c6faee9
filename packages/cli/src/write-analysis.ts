import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type QuarterName, quarterNamed } from '@weft/model/quarter'
import { attributedGraph } from '@weft/network/attributed-graph'
import { busiestPart } from '@weft/network/busiest-part'
import { gexf } from '@weft/network/gexf'
import { GRAPH_TIES_MAX } from '@weft/network/graph'
import { networkFromTies } from '@weft/network/network'
import { listActions } from '@weft/store/actions'
import { withOrganization } from '@weft/store/database'
import { exportedAccounts } from '@weft/store/exported-accounts'
import { listTies } from '@weft/store/networks'
import { findOrganization } from '@weft/store/organizations'
import { newestScorecard } from '@weft/store/scorecards'
import { listScores } from '@weft/store/scores'
import { type Reject, rejectsOfUpload, totalOf } from '@weft/store/uploads'
import { accountsTable, actionsTable, mixingTable, rejectsTable, tiesTable } from './analysis-tables.ts'
import type { Analysis } from './analyze-exports.ts'
import type { AnalyzedQuarter } from './analyzed-quarter.ts'
import type { Installation } from './installation.ts'

/** An analysis writes whole tables, not pages. */
const ALL = { limit: Number.MAX_SAFE_INTEGER }

/** What an analysis left in its folder. */
export interface Written {
  files: string[]
  quarters: QuarterName[]
  scorecard: string
}

/**
 * Writes `scores.json`, `scorecard.pdf`, `network.gexf`, `accounts.csv`, `ties.csv`, `mixing.csv`, `actions.csv`,
 * `receipt.json` and `rejects.csv` into a folder, which is made where it is missing. The files come all together: an
 * earlier analysis in that folder is replaced only once everything is written. Network and scorecard are of the last
 * quarter, tables of every quarter; of a network of more than 200,000 ties `network.gexf` holds the busiest part.
 */
export async function writeAnalysis(installation: Installation, analysis: Analysis, out: string): Promise<Written> {
  const { quarters, rejects } = await readAnalysis(installation, analysis)
  const last = quarters.at(-1)
  if (last === undefined) throw new Error('an analysis without a quarter')
  const organization = await findOrganization(installation.database, analysis.organizationId)
  const receipts = analysis.imported.map(({ receipt }) => receipt)
  const scorecard = await withOrganization(installation.database, analysis.organizationId, (tx) =>
    newestScorecard(tx, last.quarter),
  )
  if (scorecard === undefined) throw new Error(`no scorecard of ${last.quarter} was drawn`)
  const texts: Record<string, string> = {
    'scores.json': json({
      organization: organization?.name,
      method: last.method,
      quarters: quarters.map((quarter) => quarter.scores),
    }),
    'receipt.json': json({
      files: receipts.flatMap((receipt) => receipt.files),
      totals: totalOf(receipts.map((receipt) => receipt.totals)),
    }),
    'network.gexf': gexfOf(last),
    'accounts.csv': accountsTable(quarters),
    'ties.csv': tiesTable(quarters),
    'mixing.csv': mixingTable(quarters),
    'actions.csv': actionsTable(quarters),
    'rejects.csv': rejectsTable(rejects),
  }
  await mkdir(out, { recursive: true })
  const written = await mkdtemp(join(dirname(out), '.weft-writing-'))
  try {
    for (const [name, text] of Object.entries(texts)) await writeFile(join(written, name), text)
    await writeFile(join(written, 'scorecard.pdf'), installation.files.open(scorecard.fileKey))
    const files = [...Object.keys(texts), 'scorecard.pdf'].sort()
    for (const name of files) await rename(join(written, name), join(out, name))
    return {
      files: files.map((name) => join(out, name)),
      quarters: quarters.map((quarter) => quarter.quarter),
      scorecard: join(out, 'scorecard.pdf'),
    }
  } finally {
    await rm(written, { recursive: true, force: true })
  }
}

async function readAnalysis(
  { database }: Installation,
  { organizationId, imported, quarters }: Analysis,
): Promise<{ quarters: AnalyzedQuarter[]; rejects: Reject[] }> {
  const organization = await findOrganization(database, organizationId)
  return await withOrganization(database, organizationId, async (tx) => {
    const analyzed: AnalyzedQuarter[] = []
    for (const stored of await listScores(tx)) {
      if (!quarters.includes(stored.quarter)) continue
      const quarter = quarterNamed(stored.quarter, organization?.calendar)
      analyzed.push({
        ...stored,
        accounts: await exportedAccounts(tx, quarter),
        ties: await listTies(tx, quarter, ALL),
        actions: await listActions(tx, stored.quarter, ALL),
      })
    }
    const rejects: Reject[] = []
    for (const { upload } of imported) {
      rejects.push(...(await rejectsOfUpload(tx, upload.id, ALL)))
    }
    return { quarters: analyzed, rejects }
  })
}

/** The last quarter's network for Gephi; of one that is too large for a graph its busiest part: the tables hold all. */
function gexfOf({ accounts, ties }: AnalyzedQuarter): string {
  const numberOf = new Map(accounts.map((account, number) => [account.accountId, number]))
  const ends = (end: 'sourceId' | 'targetId') => Int32Array.from(ties, (tie) => numberOf.get(tie[end]) ?? -1)
  const [sources, targets] = [ends('sourceId'), ends('targetId')]
  const weights = Float64Array.from(ties, ({ weight }) => weight)
  const network = networkFromTies(accounts.length, sources, targets, weights)
  const { kept } = busiestPart(network, GRAPH_TIES_MAX)
  const placeOf = new Map(Array.from(kept, (account, place) => [account, place]))
  const drawn = ties.flatMap(({ weight }, tie) => {
    const [source, target] = [placeOf.get(sources[tie]!), placeOf.get(targets[tie]!)]
    return source === undefined || target === undefined ? [] : [{ source, target, weight, attributes: {} }]
  })
  const graph = attributedGraph(
    Array.from(kept, (number) => {
      const { accountId: _, account: label, ...attributes } = accounts[number]!
      const { platform, platformId } = attributes
      return { key: `${platform}:${platformId ?? `@${label}`}`, attributes: { label, ...attributes } }
    }),
    drawn,
  )
  return gexf(graph)
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

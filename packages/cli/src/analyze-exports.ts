import { tailor } from '@weft/api/tailoring'
import { scoreQuarters } from '@weft/graph/score-quarters'
import type { AccountRef } from '@weft/model/account'
import type { ComputationStep } from '@weft/model/computation'
import { type QuarterName, quarterNamed } from '@weft/model/quarter'
import { draftScorecard } from '@weft/scorecard/draft-scorecard'
import type { ColumnMapping } from '@weft/sources/mapping/column-mapping'
import { withOrganization } from '@weft/store/database'
import { createOrganization, listOrganizations } from '@weft/store/organizations'
import { declareOwned } from '@weft/store/parties'
import type { SentenceEncoderSettings } from '@weft/store/settings'
import type { UploadOptions } from '@weft/store/upload'
import { CannotDo } from './expected-error.ts'
import { type Imported, importExports } from './import-exports.ts'
import type { Installation } from './installation.ts'
import { rememberMappings } from './mapping-files.ts'
import { openPostReader } from './open-post-reader.ts'
import type { Progress } from './progress.ts'

export interface AnalysisRequest {
  paths: readonly string[]
  organization: string
  owned: readonly AccountRef[]
  roster: string | null
  quarter: QuarterName | null
  /** What is said of the exports; the roster is a table of ours and needs no saying. */
  said: UploadOptions
  /** What the columns of tables mean that no format knows. */
  mappings: readonly ColumnMapping[]
  /** How the organization tailors the rubric; `null` = as it was. */
  tailoring: object | null
  sentenceEncoder: SentenceEncoderSettings
}

export interface Analysis {
  organizationId: string
  imported: Imported[]
  /** The quarters asked for, oldest first; the last one has the scorecard. */
  quarters: QuarterName[]
}

/**
 * The main job on files at hand: imports them, scores every quarter that they cover (or the one asked for), and drafts
 * the scorecard of the last. Throws `CannotDo`, EncoderNotInstalled, RequestInvalid for what is no tailoring, or what the
 * services throw.
 */
export async function analyzeExports(
  installation: Installation,
  request: AnalysisRequest,
  progress: Progress,
): Promise<Analysis> {
  await using reader = await openPostReader(request.sentenceEncoder)
  const organizationId = await organizationNamed(installation, request.organization)
  await withOrganization(installation.database, organizationId, (tx) => declareOwned(tx, organizationId, request.owned))
  const { tailoring } = request
  if (tailoring !== null) {
    const by = { tailoring, actor: 'command line' }
    await withOrganization(installation.database, organizationId, (tx) => tailor(tx, organizationId, by))
  }
  await rememberMappings(installation, organizationId, request.mappings)
  const { acceptRejects = false } = request.said
  const imports = request.paths.map((path) => ({ path, options: request.said }))
  if (request.roster !== null) imports.push({ path: request.roster, options: { acceptRejects } })
  const imported = await importExports(installation, organizationId, imports, progress)
  progress.at(imported.length, 'scoring')
  const asked = request.quarter === null ? [] : [request.quarter]
  const scored = await scoreQuarters({ database: installation.database, reader }, organizationId, {
    also: asked,
    onProgress: ({ step, quarter, share }) => {
      const doing = quarter === null ? STEP_WORDS[step] : `${STEP_WORDS[step]} ${quarter}`
      progress.at(imported.length, `${doing} (${Math.floor(100 * share)} %)`)
    },
  })
  const quarters = request.quarter === null ? (scored ?? []) : asked
  const last = quarters.at(-1)
  if (last === undefined) {
    throw new CannotDo(
      'nothing in these files has a date, so there is no quarter to score; add --quarter, for example --quarter 2015-Q3',
    )
  }
  progress.at(imported.length + 1, `drawing the scorecard of ${last}`)
  await draftScorecard(installation, organizationId, quarterNamed(last).name)
  return { organizationId, imported, quarters }
}

const STEP_WORDS: Record<ComputationStep, string> = {
  measuring: 'measuring the network of',
  reading_posts: 'reading posts',
  scoring: 'scoring',
}

/** The organization of that name, created where there is none. */
async function organizationNamed(installation: Installation, name: string): Promise<string> {
  const known = (await listOrganizations(installation.database)).find((organization) => organization.name === name)
  return (known ?? (await createOrganization(installation.database, { name }))).id
}

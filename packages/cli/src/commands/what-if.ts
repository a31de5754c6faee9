import { scoresSupposing } from '@weft/api/scores-supposing'
import { SuppositionBody } from '@weft/contract/scores'
import { SCORED } from '@weft/model/practice'
import type { QuarterName } from '@weft/model/quarter'
import type { WhatIfScore } from '@weft/practices/what-if'
import { withOrganization } from '@weft/store/database'
import { findScores } from '@weft/store/scores'
import { readSettings } from '@weft/store/settings'
import { Command } from 'commander'
import { readIndicatorsFile, withIndicatorsOf } from '../indicators-file.ts'
import { openInstallation } from '../installation.ts'
import { quarterOption } from '../option-readers.ts'
import { organizationWithId } from '../organization-with-id.ts'

interface Options {
  org: string
  json?: true
}

/** `weft what-if`: a scored quarter under other weights, anchors or exemptions; nothing is stored. */
export function whatIfCommand(): Command {
  return new Command('what-if')
    .description('What a quarter would score with other weights, anchors or exemptions. Nothing is stored.')
    .argument('<quarter>', 'e.g. 2026-Q3', quarterOption)
    .argument('<file>', 'what is supposed: JSON as POST /v1/scores/QUARTER/what-if takes it')
    .requiredOption('--org <id>', 'the organization')
    .option('--json', 'print the supposed scores as JSON')
    .action(async (quarter: QuarterName, file: string, { org, json }: Options) => {
      const indicators = await readIndicatorsFile(file, SuppositionBody)
      await using installation = await openInstallation(readSettings(process.env))
      const { id } = await organizationWithId(installation, org)
      const { supposed, stored } = await withIndicatorsOf(file, () =>
        withOrganization(installation.database, id, async (tx) => {
          const supposed = await scoresSupposing(tx, quarter, indicators)
          return { supposed, stored: (await findScores(tx, quarter))?.scores }
        }),
      )
      const { weave, ...practices } = supposed
      if (json === true) process.stdout.write(`${JSON.stringify({ quarter, practices, weave })}\n`)
      else {
        const lines = SCORED.map((scored) => {
          const now = scored === 'weave' ? stored?.weave : stored?.practices[scored]
          return `${scored}: ${scoreInWords(now)} -> ${scoreInWords(supposed[scored])}`
        })
        process.stdout.write(`${lines.join('\n')}\n`)
      }
    })
}

/** "41.2 (36.0 to 46.1)", "20.0 to 62.0, provisional", or why there is no score. */
function scoreInWords(score: Pick<WhatIfScore, 'score' | 'interval' | 'reason'> | undefined): string {
  if (score === undefined || score.interval === null) return `no score: ${score?.reason ?? 'not scored'}`
  const range = score.interval.map((end) => end.toFixed(1)).join(' to ')
  return score.score === null ? `${range}, provisional` : `${score.score.toFixed(1)} (${range})`
}

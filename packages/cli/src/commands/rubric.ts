import { rubricInForce, tailor } from '@weft/api/tailoring'
import { TailorRubricBody } from '@weft/contract/rubric'
import { rubricChangesInWords } from '@weft/report/rubric-change-words'
import { askForScores } from '@weft/store/computations'
import { type OrganizationTransaction, withOrganization } from '@weft/store/database'
import { openQueue } from '@weft/store/queue'
import { listTailorings } from '@weft/store/rubric-tailorings'
import { readSettings } from '@weft/store/settings'
import { Command } from 'commander'
import { readIndicatorsFile, withIndicatorsOf } from '../indicators-file.ts'
import { openInstallation } from '../installation.ts'
import { organizationWithId } from '../organization-with-id.ts'

interface Options {
  org: string
  set?: string
  default?: true
  json?: true
}

const ACTOR = 'command line'

/** `weft rubric`: what counts how much for an organization, and what it leaves out. */
export function rubricCommand(): Command {
  return new Command('rubric')
    .description(
      'Show or tailor the rubric an organization is scored by: weights, anchors and exemptions, with reasons.',
    )
    .requiredOption('--org <id>', 'the organization')
    .option('--set <file>', 'tailor it: JSON as PUT /v1/rubric takes it; replaces what was set before')
    .option('--default', 'go back to the default rubric')
    .option('--json', 'print the rubric, its changes and its versions as JSON')
    .action(async ({ org, set, default: back, json }: Options, command: Command) => {
      if (set !== undefined && back === true) command.error('error: --set tailors, --default goes back: one at a time')
      const tailoring = set === undefined ? {} : await readIndicatorsFile(set, TailorRubricBody)
      await using installation = await openInstallation(readSettings(process.env))
      const { id } = await organizationWithId(installation, org)
      const within = <Result>(work: (tx: OrganizationTransaction) => Promise<Result>) =>
        withOrganization(installation.database, id, work)
      if (set !== undefined || back === true) {
        await withIndicatorsOf(set ?? '', () => within((tx) => tailor(tx, id, { tailoring, actor: ACTOR })))
        const queue = await openQueue(installation.url)
        await askForScores({ database: installation.database, queue }, id)
        await queue.close()
      }
      const { rubric, changes, versions } = await within(async (tx) => {
        const versions = await listTailorings(tx, { limit: VERSIONS_SHOWN_MAX })
        return { ...(await rubricInForce(tx)), versions }
      })
      if (json === true) process.stdout.write(`${JSON.stringify({ rubric, changes, versions })}\n`)
      else {
        const lines = versions.map(({ version, setAt, setBy }) => `${version}  ${setAt.toISOString()}  ${setBy}`)
        const said = rubricChangesInWords(changes) || 'The default rubric.'
        process.stdout.write(`${[`rubric ${rubric.version}`, said, ...lines].join('\n')}\n`)
      }
    })
}

/** Nobody reads further back on a screen; the API pages through all. */
const VERSIONS_SHOWN_MAX = 20

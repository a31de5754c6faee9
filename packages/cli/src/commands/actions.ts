import { DecideActionBody } from '@weft/contract/actions'
import { ACTION_STATES, type ActionState } from '@weft/model/action'
import type { QuarterName } from '@weft/model/quarter'
import { decideAction } from '@weft/store/action-decisions'
import { type ListedAction, listActions, outcomesBefore } from '@weft/store/actions'
import { askForScores } from '@weft/store/computations'
import { type OrganizationTransaction, withOrganization } from '@weft/store/database'
import { openQueue } from '@weft/store/queue'
import { isScored } from '@weft/store/scores'
import { readSettings } from '@weft/store/settings'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { z } from 'zod'
import { CannotDo } from '../expected-error.ts'
import { openInstallation } from '../installation.ts'
import { quarterOption } from '../option-readers.ts'
import { organizationWithId } from '../organization-with-id.ts'

interface Options {
  org: string
  decide?: string
  as?: ActionState
  owner?: string
  note?: string
  outcomes?: true
  json?: true
}

const ACTOR = 'command line'

const ALL = { limit: Number.MAX_SAFE_INTEGER }

/** `weft actions`: what to do about a quarter's scores, what people made of it, and what became of the quarter before's. */
export function actionsCommand(): Command {
  return new Command('actions')
    .description(
      'What to do about a quarter’s scores; accept, finish or dismiss it; what became of the quarter before’s.',
    )
    .argument('<quarter>', 'e.g. 2026-Q3', quarterOption)
    .requiredOption('--org <id>', 'the organization')
    .option('--decide <action>', 'decide about this action, by the name that the list gives')
    .addOption(new Option('--as <state>', 'what is decided').choices(ACTION_STATES))
    .option('--owner <name>', 'who sees to it', textOption(DecideActionBody.shape.owner))
    .option('--note <text>', 'why, or how', textOption(DecideActionBody.shape.note))
    .option('--outcomes', 'what became of the actions of the scored quarter before')
    .option('--json', 'print as JSON')
    .action(async (quarter: QuarterName, options: Options, command: Command) => {
      const { org, decide, as: state, outcomes, json } = options
      if ((decide === undefined) !== (state === undefined)) command.error('error: --decide and --as go together')
      await using installation = await openInstallation(readSettings(process.env))
      const { id } = await organizationWithId(installation, org)
      const within = <Result>(work: (tx: OrganizationTransaction) => Promise<Result>) =>
        withOrganization(installation.database, id, work)
      if (!(await within((tx) => isScored(tx, quarter)))) throw new CannotDo(`${quarter} was not scored`)
      if (decide !== undefined && state !== undefined) {
        const { owner = null, note = null } = options
        await within(async (tx) => {
          const decided = { quarter, actionId: decide, state, owner, note, setBy: ACTOR }
          if (!(await decideAction(tx, id, decided))) throw new CannotDo(`${quarter} lists no action ${decide}`)
        })
        const queue = await openQueue(installation.url)
        await askForScores({ database: installation.database, queue }, id)
        await queue.close()
      }
      const found: Found[] = await within<Found[]>(async (tx) =>
        outcomes === true ? ((await outcomesBefore(tx, quarter))?.items ?? []) : await listActions(tx, quarter, ALL),
      )
      process.stdout.write(json === true ? `${JSON.stringify(found)}\n` : found.map(lineOf).join(''))
    })
}

type Found = Pick<ListedAction, 'state' | 'decision' | 'reason'> & { id: string | null; isStillDue?: boolean }

/** Reads an option by the bounds that the API gives the same field. */
function textOption(field: z.ZodType<string | null>): (text: string) => string | null {
  return (text) => {
    const { data, error } = field.safeParse(text)
    if (error) throw new InvalidArgumentError(error.issues.map(({ message }) => message).join('; '))
    return data
  }
}

/** "promote_outsider-12  accepted (Ines: ask her for the autumn issue)  They wrote …" */
function lineOf({ id, state, decision, reason, isStillDue }: Found): string {
  const said = [decision?.owner, decision?.note].filter((part) => typeof part === 'string').join(': ')
  const due = isStillDue === true ? ', due again' : ''
  return `${id ?? '(no longer in the data)'}  ${state}${said === '' ? '' : ` (${said})`}${due}  ${reason}\n`
}

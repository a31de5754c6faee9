import { learnLocalHeads } from '@weft/graph/learn-local-heads'
import { SIGNALS, type Signal } from '@weft/model/signal'
import type { LocalEvidence } from '@weft/reading/local/train-local-head'
import { recordAct } from '@weft/store/audit'
import { askForScores } from '@weft/store/computations'
import { withOrganization } from '@weft/store/database'
import { askForLocalHeads, type LocalHeadRow, localHeads, withdrawLocalHead } from '@weft/store/local-heads'
import { openQueue } from '@weft/store/queue'
import { readSettings } from '@weft/store/settings'
import { Command, InvalidArgumentError } from 'commander'
import { CannotDo } from '../expected-error.ts'
import { type Installation, openInstallation } from '../installation.ts'
import { openPostReader } from '../open-post-reader.ts'
import { organizationWithId } from '../organization-with-id.ts'

interface Options {
  org: string
  signals?: Signal[]
  back?: Signal
  json?: true
}

const ACTOR = 'command line'

/** `weft reading local`: an organization's own heads, learnt from what its people said of its posts. */
export function localCommand(): Command {
  return new Command('local')
    .description(
      'Have the reader learn from what people of an organization said of its posts; kept only where it reads better.',
    )
    .requiredOption('--org <id>', 'the organization')
    .option('--signals <names>', 'of which signals, with commas between (default: all)', signalList)
    .option('--back <signal>', 'go back to the reader as it ships, for one signal', signal)
    .option('--json', 'print what came of it as JSON')
    .action(async ({ org, signals = [...SIGNALS], back, json }: Options) => {
      const settings = readSettings(process.env)
      await using installation = await openInstallation(settings)
      const { id } = await organizationWithId(installation, org)
      if (back === undefined) {
        await using reader = await openPostReader(settings.sentenceEncoder)
        await within(installation, id, async (tx) => {
          await askForLocalHeads(tx, id, { signals, askedBy: ACTOR })
          await recordAct(tx, id, { actor: ACTOR, act: 'ask_for_local_heads', subject: id, detail: { signals } })
        })
        await learnLocalHeads({ database: installation.database, reader }, id)
      } else {
        await within(installation, id, async (tx) => {
          if (!(await withdrawLocalHead(tx, back))) throw new CannotDo(`nothing was learnt of ${back}`)
          await recordAct(tx, id, { actor: ACTOR, act: 'withdraw_local_head', subject: back, detail: null })
        })
      }
      const queue = await openQueue(installation.url)
      await askForScores({ database: installation.database, queue }, id)
      await queue.close()
      const rows = await within(installation, id, localHeads)
      process.stdout.write(json === true ? `${JSON.stringify(rows)}\n` : rows.map(lineOf).join(''))
    })
}

async function within<Result>(
  { database }: Installation,
  id: string,
  work: Parameters<typeof withOrganization<Result>>[2],
): Promise<Result> {
  return await withOrganization(database, id, work)
}

const OUTCOMES = {
  accepted: 'kept',
  no_better: 'not kept: no better',
  too_few: 'not learnt: too few checked posts',
} as const

/** "self_promotion: kept; log-loss 1.615 to 0.378 on 100 checked posts, 12 of them with it". */
function lineOf({ signal, learnt }: LocalHeadRow): string {
  if (learnt === null) return `${signal}: still to be learnt\n`
  const { drawn, positives, logLossBefore, logLossAfter } = learnt.evidence as LocalEvidence
  const losses = learnt.state === 'too_few' ? '' : ` log-loss ${logLossBefore.toFixed(3)} to ${logLossAfter.toFixed(3)}`
  return `${signal}: ${OUTCOMES[learnt.state]};${losses} on ${drawn} checked posts, ${positives} of them with it\n`
}

function signalList(text: string): Signal[] {
  return text.split(',').map((name) => signal(name.trim()))
}

function signal(text: string): Signal {
  const found = SIGNALS.find((each) => each === text)
  if (found === undefined) throw new InvalidArgumentError(`Expected one of ${SIGNALS.join(', ')}.`)
  return found
}

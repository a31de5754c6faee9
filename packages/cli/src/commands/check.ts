import { organizationQuality } from '@weft/api/organization-quality'
import {
  drawQuarterCheck,
  type FoundCheck,
  findQuarterCheck,
  LABELS_SETTLE_SECONDS,
  saveChecking,
} from '@weft/api/quarter-check'
import { type Quarter, type QuarterName, quarterNamed } from '@weft/model/quarter'
import type { ReaderQuality } from '@weft/model/signal'
import { checkPosts } from '@weft/store/checks'
import { askForScores } from '@weft/store/computations'
import { type OrganizationTransaction, withOrganization } from '@weft/store/database'
import { sourcedPosts } from '@weft/store/posts'
import { openQueue } from '@weft/store/queue'
import { readSettings } from '@weft/store/settings'
import { Command, InvalidArgumentError } from 'commander'
import { checkSheet, labelsOfSheet, type SheetPost } from '../check/check-sheet.ts'
import { HOW_TO_FILL_IN } from '../check/label-words.ts'
import { CannotDo } from '../expected-error.ts'
import { type Installation, openInstallation } from '../installation.ts'
import { writeWholeFiles } from '../metrics/whole-files.ts'
import { quarterOption } from '../option-readers.ts'
import { organizationWithId } from '../organization-with-id.ts'
import { statedQuality } from '../stated-quality.ts'

interface Options {
  org: string
  size?: number
  sent?: number
  out?: string
  labels?: string
  json?: true
}

const ACTOR = 'command line'

/** `weft check`: a quarter's check as a spreadsheet, filled in and taken back, and what it says. */
export function checkCommand(): Command {
  return new Command('check')
    .description('Have people check posts of a quarter: write them as a spreadsheet, take it back, see what they say.')
    .argument('<quarter>', 'e.g. 2026-Q3', quarterOption)
    .requiredOption('--org <id>', 'the organization')
    .option('--size <posts>', 'draw so many of your own posts in all, keeping those drawn before (default: 100)', size)
    .option('--sent <posts>', 'draw so many of the posts that others sent to you (default: 60)', size)
    .option('--out <file>', 'draw, and write the posts as CSV with an empty column for each signal')
    .option(
      '--labels <file>',
      'take the filled CSV back: yes or no in every signal’s column, ? where you cannot tell; empty rows are not checked',
    )
    .option('--json', 'print how far the check has come as JSON')
    .action(async (name: QuarterName, options: Options, command: Command) => {
      if (
        options.labels !== undefined &&
        [options.out, options.size, options.sent].some((option) => option !== undefined)
      ) {
        command.error('error: --labels takes labels back; --out, --size and --sent draw: one at a time', {
          exitCode: 2,
        })
      }
      const settings = readSettings(process.env)
      await using installation = await openInstallation(settings)
      const { id, calendar } = await organizationWithId(installation, options.org)
      const check = await run(
        installation,
        id,
        quarterNamed(name, calendar),
        options,
        statedQuality(settings.sentenceEncoder),
      )
      const said = options.json === true ? `${JSON.stringify(check)}\n` : textOf(check)
      const howTo = options.json === true || options.out === undefined ? '' : `${HOW_TO_FILL_IN}\n`
      process.stdout.write(`${said}${howTo}`)
    })
}

async function run(
  installation: Installation,
  organizationId: string,
  quarter: Quarter,
  { size, sent, out, labels }: Options,
  reader: ReaderQuality,
): Promise<FoundCheck> {
  const within = <Result>(work: (tx: OrganizationTransaction) => Promise<Result>) =>
    withOrganization(installation.database, organizationId, work)
  let changed = 0
  if ([size, sent, out].some((option) => option !== undefined)) {
    const drawing = { size, sentToUs: sent, actor: ACTOR }
    changed = await within((tx) => drawQuarterCheck(tx, organizationId, quarter, drawing))
  }
  if (out !== undefined) await writeSheet(out, await within((tx) => sheetPosts(tx, quarter)))
  if (labels !== undefined) {
    changed = await within(async (tx) => {
      const texts = new Map((await sheetPosts(tx, quarter)).map(({ postId, text }) => [postId, text]))
      const checked = await labelsOfSheet(labels, texts)
      return await saveChecking(tx, organizationId, quarter, { checked, actor: ACTOR })
    })
  }
  const check = await within(async (tx) => findQuarterCheck(tx, quarter, await organizationQuality(tx, reader)))
  if (changed > 0 && check.checked > 0) {
    const queue = await openQueue(installation.url)
    const parts = { database: installation.database, queue }
    await askForScores(parts, organizationId, { afterSeconds: LABELS_SETTLE_SECONDS })
    await queue.close()
  }
  return check
}

async function sheetPosts(tx: OrganizationTransaction, quarter: Quarter): Promise<SheetPost[]> {
  const drawn = await checkPosts(tx, quarter)
  const posts = await sourcedPosts(
    tx,
    drawn.map(({ postId }) => postId),
  )
  return drawn.map(({ place, frame, postId, labels, isSkipped }) => {
    return { place, frame, postId, text: posts.get(postId)?.text ?? '', labels: isSkipped ? 'skipped' : labels }
  })
}

async function writeSheet(path: string, posts: readonly SheetPost[]): Promise<void> {
  try {
    await writeWholeFiles([{ path, content: checkSheet(posts) }])
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw new CannotDo(`${path} cannot be written (${error.message})`)
  }
}

/** "thanks: 12.0 % (8.1 to 16.9), strata; 31 labelled by the reader". */
function textOf({ quarter, sentToUs: sent, signals, next, ...own }: FoundCheck): string {
  const { checked } = own
  const lines = [
    `${quarter}, own posts: ${cameTo(own)}`,
    `${quarter}, sent to us: ${cameTo(sent)}`,
    ...signals.map(({ signal, share, interval, estimator, naiveCount }) => {
      if (interval === null) return `${signal}: not told of so few posts`
      const range = interval.map(percent).join(' to ')
      return share === null
        ? `${signal}: ${range} %, ${checked === 0 ? 'nothing' : 'too little'} checked; ${naiveCount} labelled by the reader`
        : `${signal}: ${percent(share)} % (${range}), ${estimator}; ${naiveCount} labelled by the reader`
    }),
    ...(next === null ? [] : [next.sentence]),
  ]
  return `${lines.join('\n')}\n`
}

/** "412 posts, 100 drawn, 98 checked, 2 skipped: enough for numbers". */
function cameTo({ posts, drawn, checked, skipped, state }: FoundCheck['sentToUs']): string {
  return `${posts} posts, ${drawn} drawn, ${checked} checked, ${skipped} skipped: ${STATES[state]}`
}

const STATES: Record<FoundCheck['state'], string> = {
  none: 'nothing is drawn; --out FILE draws',
  open: 'not enough for numbers yet',
  enough: 'enough for numbers',
}

function percent(share: number): string {
  return (100 * share).toFixed(1)
}

function size(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 1 to 999999.')
  return Number(text)
}

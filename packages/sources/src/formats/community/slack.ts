import type { Coverage, Direction } from '@weft/model/coverage'
import { inBatches } from '../../batches.ts'
import { type Export, type ExportFile, filesBelowWrapper } from '../../export.ts'
import type { Format, ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import { asObject } from '../../json-fields.ts'
import { jsonArrayItems } from '../../json-file.ts'
import { madeRow } from '../../made-row.ts'
import { EmptyExport } from '../../refusal.ts'
import { SlackChannel } from './slack-channel.ts'
import { readWorkspace, userOf } from './slack-workspace.ts'

/** A workspace's export: who is there, and each public channel day by day. */
export const slackExport: Format = {
  id: 'slack_export',
  name: 'Slack workspace export',
  extent: 'archive',
  howToGet:
    'As an owner or admin of the workspace: Settings and administration > Workspace settings > Import/export data > Export. It comes as a zip; hand that in as it is.',
  tells: 'What was written in public channels, who answered whom in threads, who named whom, and who reacted.',
  cannotTell:
    'When somebody reacted; private channels and direct messages, which are left out where the export has them.',
  async match(exported) {
    const files = filesBelowWrapper(exported)
    const wanted = ['users.json', 'channels.json']
    const days = [...files.keys()].some((path) => DAY_FILE.test(path))
    return {
      found: [...wanted.filter((name) => files.has(name)), ...(days ? ['channel/YYYY-MM-DD.json'] : [])],
      missing: [...wanted.filter((name) => !files.has(name)), ...(days ? [] : ['channel/YYYY-MM-DD.json'])],
    }
  },
  read: (exported) => inBatches(readExport(exported)),
}

const DAY_FILE = /^([^/]+)\/\d{4}-\d{2}-\d{2}\.json$/

async function* readExport(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const files = filesBelowWrapper(exported)
  const workspace = await readWorkspace(files)
  let rows = 0
  const users = files.get('users.json')
  if (users !== undefined) {
    for await (const { item, value } of jsonArrayItems(users)) {
      rows++
      yield madeRow(placeOf(users, item), () => userOf(asObject(value)))
    }
  }
  const times: Times = { from: null, to: null }
  let daysLeftOut = 0
  for (const [folder, days] of daysByFolder(files)) {
    const id = workspace.channels.get(folder)
    if (id === undefined) {
      daysLeftOut += days.length
      continue
    }
    const channel = new SlackChannel(id, workspace)
    for (const day of days) {
      for await (const { item, value } of jsonArrayItems(day)) {
        rows++
        const row = madeRow(placeOf(day, item), () => channel.message(asObject(value)))
        if (row.outcome === 'record' && row.record.type === 'post') widen(times, row.record.time)
        yield row
      }
    }
  }
  if (rows === 0) throw new EmptyExport(exported.name, 'items')
  return {
    owner: null,
    coverage: coverageOf(times),
    notes: daysLeftOut === 0 ? [] : [`${daysLeftOut} days of private channels and direct messages left out`],
  }
}

/** Days of one channel in order, so that a thread's first message comes before its answers. */
function daysByFolder(files: ReadonlyMap<string, ExportFile>): Map<string, ExportFile[]> {
  const folders = new Map<string, ExportFile[]>()
  for (const [path, file] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const folder = DAY_FILE.exec(path)?.[1]
    if (folder === undefined) continue
    const days = folders.get(folder)
    if (days === undefined) folders.set(folder, [file])
    else days.push(file)
  }
  return folders
}

interface Times {
  from: number | null
  to: number | null
}

function widen(times: Times, time: number | null): void {
  if (time === null) return
  times.from = Math.min(times.from ?? time, time)
  times.to = Math.max(times.to ?? time, time)
}

const DIRECTIONS: readonly Direction[] = ['outbound', 'inbound', 'among_others']

/**
 * Everything that was written in public channels is there, whoever wrote it to whom. Reactions have no time, so that no
 * quarter is one without them.
 */
function coverageOf({ from, to }: Times): Coverage[] {
  if (from === null) return []
  return DIRECTIONS.map((direction) => ({
    platform: 'slack',
    account: null,
    direction,
    acts: ['post', 'reply', 'mention'],
    text: true,
    from,
    to,
  }))
}

function placeOf(file: ExportFile, row: number): RowPlace {
  return { file: file.path, unit: 'item', row }
}

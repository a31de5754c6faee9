// Invented institutions whose practice is known: what each knob moves, and how often intervals hold what is so. Prints two tables.
import { parseArgs } from 'node:util'
import { PRACTICES, SCORED } from '@weft/model/practice'
import { DEFAULT_SIZE } from '@weft/sample/size'
import { intervalStudy } from './interval-study.ts'
import { ownness, practiceTable, TURN } from './practice-table.ts'

const { values } = parseArgs({
  options: {
    /** Of the first table; a second and a half each. */
    seeds: { type: 'string', default: '20' },
    /** Of the second table; forty quarters each, some twenty seconds. */
    institutions: { type: 'string', default: '25' },
    /** Where all knobs stand in the second table, 0 to 1. */
    setting: { type: 'string', default: '0.5' },
    /** Own posts of the quarterly check, and posts sent to us; without the first everything is known of every post. */
    checked: { type: 'string' },
    sent: { type: 'string', default: '60' },
  },
})

const seeds = Array.from({ length: Number(values.seeds) }, (_, place) => 100 + place)
if (seeds.length > 0) {
  const table = practiceTable(seeds)
  print([`knob ${TURN.from} -> ${TURN.to}`, ...SCORED, 'own / most of others'])
  for (const turned of PRACTICES) {
    const { byColumn, byRow } = ownness(table, turned)
    const moved = SCORED.map((scored) => table[turned][scored]?.toFixed(1) ?? 'none')
    print([turned, ...moved, Math.min(byColumn, byRow).toFixed(1)])
  }
}

if (Number(values.institutions) > 0) {
  const said =
    values.checked === undefined
      ? ('everything' as const)
      : { checked: Number(values.checked), sent: Number(values.sent) }
  const study = { setting: Number(values.setting), size: DEFAULT_SIZE, said }
  print(['interval of', 'held', 'intervals', 'ranges', 'bias', 'half width'])
  for (const [name, { holding, intervals, ranges, bias, halfWidth }] of intervalStudy(
    Number(values.institutions),
    study,
  )) {
    const held = `${((100 * holding) / intervals).toFixed(1)} %`
    print([name, held, `${intervals}`, `${ranges}`, bias.toFixed(3), halfWidth.toFixed(3)])
  }
}

function print(cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell, column) => cell.padEnd(column === 0 ? 28 : 15)).join('')}\n`)
}

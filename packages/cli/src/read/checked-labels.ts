import { SIGNALS, type Signal } from '@weft/model/signal'
import type { CheckedPost } from '@weft/prevalence/share-of-posts'
import { unguardedCell } from '@weft/sources/rejects-table'
import { CANNOT_TELL, LABEL_WORDS, labelOfWord } from '../check/label-words.ts'
import { BadCell, BadInput, badCells } from '../metrics/bad-input.ts'
import { type CsvRow, csvRows } from '../metrics/csv-rows.ts'

/** What people said of one post for one signal, and where. */
interface CheckedLabel {
  row: number
  id: string
  signal: Signal
  label: boolean
  samplingWeight: number
}

/** A file of labels. */
export interface CheckedLabels {
  file: string
  labels: CheckedLabel[]
  /** `check` where the file says how likely each post was to be picked. */
  picked: 'check' | 'random'
}

/**
 * Reads labels in either of two forms: a row per post and signal, `id,signal,label[,sampling_weight]`; or a row per post with a
 * column for each signal, as `weft read --sample` writes it, where an empty cell, or a ?, says nothing. Without the column
 * `sampling_weight` posts are taken to be picked at random.
 *
 * Throws {@link BadInput}, which names each wrong cell: a signal that is none, a label that is neither yes nor no, a weight that is
 * no number above 0, a post and signal labelled twice.
 */
export async function readCheckedLabels(file: string): Promise<CheckedLabels> {
  const found = new Map<string, CheckedLabel>()
  const wrong: BadCell[] = []
  let isWeighted = false
  for await (const row of csvRows(file, ['id'])) {
    const cellsOfRow = row.cell('signal') === null ? labelsAcross(file, row) : [labelDown(file, row)]
    isWeighted = row.cell('sampling_weight') !== null
    for (const cell of cellsOfRow) {
      if (cell instanceof BadCell) {
        wrong.push(cell)
        continue
      }
      const key = `${cell.signal} ${cell.id}`
      const before = found.get(key)
      if (before === undefined) found.set(key, cell)
      else
        wrong.push(
          badCell(file, row, 'id', `the only label of its post for ${cell.signal}: row ${before.row} has one too`),
        )
    }
  }
  if (wrong.length > 0) throw badCells(wrong, 'nothing was written')
  return { file, labels: [...found.values()], picked: isWeighted ? 'check' : 'random' }
}

/** A row of its own for a label. */
function labelDown(file: string, row: CsvRow): CheckedLabel | BadCell {
  const name = (row.cell('signal') as string).toLowerCase()
  const signal = SIGNALS.find((each) => each === name)
  if (signal === undefined) return badCell(file, row, 'signal', `a signal (${SIGNALS.join(', ')})`)
  if (row.cell('label') === null) throw new BadInput(`${file}: no column 'label' beside 'signal' in the header`)
  return labelIn(file, row, 'label', signal)
}

/** A row with a column for each signal. */
function labelsAcross(file: string, row: CsvRow): (CheckedLabel | BadCell)[] {
  const columns = SIGNALS.filter((signal) => row.cell(signal) !== null)
  if (columns.length === 0) {
    throw new BadInput(`${file}: neither columns 'signal' and 'label' in the header, nor one named after a signal`)
  }
  return columns
    .filter((signal) => !['', CANNOT_TELL].includes(row.cell(signal)!))
    .map((signal) => labelIn(file, row, signal, signal))
}

function labelIn(file: string, row: CsvRow, column: string, signal: Signal): CheckedLabel | BadCell {
  const label = labelOfWord(row.cell(column) ?? '')
  if (label === undefined) return badCell(file, row, column, LABEL_WORDS)
  const weight = row.cell('sampling_weight')
  const samplingWeight = weight === null ? 1 : Number(weight || Number.NaN)
  if (!(samplingWeight > 0 && Number.isFinite(samplingWeight))) {
    return badCell(
      file,
      row,
      'sampling_weight',
      'a number above 0; leave the column out where posts were picked at random',
    )
  }
  return { row: row.row, id: row.cell('id') as string, signal, label, samplingWeight }
}

function badCell(file: string, { row, cell }: CsvRow, column: string, expected: string): BadCell {
  return new BadCell({ file, row, column, value: cell(column) ?? '', expected })
}

/** The checked posts of each signal. Throws {@link BadInput}, which names each label of a post that is not among them. */
export function checkedPosts(
  { file, labels }: CheckedLabels,
  places: ReadonlyMap<string, number>,
): Map<Signal, CheckedPost[]> {
  const checked = new Map<Signal, CheckedPost[]>(SIGNALS.map((signal) => [signal, []]))
  const wrong: BadCell[] = []
  for (const { row, id, signal, label, samplingWeight } of labels) {
    const place = places.get(id) ?? places.get(unguardedCell(id))
    if (place === undefined) {
      wrong.push(new BadCell({ file, row, column: 'id', value: id, expected: 'the id of a post that was read' }))
    } else checked.get(signal)!.push({ place, positive: label, samplingWeight })
  }
  if (wrong.length > 0) throw badCells(wrong, 'no share was written')
  return checked
}

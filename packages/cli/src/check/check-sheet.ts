import type { CheckFrame } from '@weft/model/check-frame'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { unguardedCell } from '@weft/sources/rejects-table'
import { csv } from '../csv.ts'
import { BadCell, badCells } from '../metrics/bad-input.ts'
import { type CsvRow, csvRows } from '../metrics/csv-rows.ts'
import { CANNOT_TELL, LABEL_WORDS, labelOfWord } from './label-words.ts'

/** A post as its row in the sheet has it. */
export interface SheetPost {
  place: number
  frame: CheckFrame
  postId: string
  text: string
  /** `skipped` where people could not tell; `null` where nobody said anything. */
  labels: LabelsOfRow | null
}

type LabelsOfRow = Record<Signal, boolean> | 'skipped'

/** The mark by which a spreadsheet knows the encoding. */
const BYTE_ORDER_MARK = '\uFEFF'

/** The posts of a check as a table for people to fill in: a column per signal, empty until somebody said something. */
export function checkSheet(posts: readonly SheetPost[]): string {
  const rows = posts.map(({ place, frame, postId, text, labels }) => [
    place,
    WHOSE[frame],
    postId,
    text,
    ...SIGNALS.map((signal) => wordOf(labels, signal)),
  ])
  return `${BYTE_ORDER_MARK}${csv(['order', 'whose', 'id', 'text', ...SIGNALS], rows)}`
}

const WHOSE: Record<CheckFrame, string> = { own: 'ours', sent_to_us: 'sent to us' }

function wordOf(labels: LabelsOfRow | null, signal: Signal): string | null {
  if (labels === null) return null
  return labels === 'skipped' ? CANNOT_TELL : labels[signal] ? 'yes' : 'no'
}

/**
 * What people filled in: the labels of each post that has them. A row without any is a post that nobody checked; one with
 * a ? anywhere is a post of which people could not tell, whatever its other columns say.
 *
 * `texts`: what the posts of the check say now. Throws BadInput, which names every wrong cell: a post that is not
 * in the check, or twice in the file; one that says something else than the sheet; a row that is filled in by half; a word
 * that is none of yes, no and ?.
 */
export async function labelsOfSheet(
  file: string,
  texts: ReadonlyMap<string, string>,
): Promise<{ postId: string; labels: LabelsOfRow }[]> {
  const checked: { postId: string; labels: LabelsOfRow }[] = []
  const wrong: BadCell[] = []
  const rowOfPost = new Map<string, number>()
  for await (const row of csvRows(file, ['id', ...SIGNALS])) {
    const filled = SIGNALS.some((signal) => row.cell(signal))
    if (!filled) continue
    const postId = row.cell('id') ?? ''
    const problem = wrongPost(file, row, { text: texts.get(postId), before: rowOfPost.get(postId) })
    if (problem !== null) wrong.push(problem)
    rowOfPost.set(postId, row.row)
    const isSkipped = SIGNALS.some((signal) => row.cell(signal) === CANNOT_TELL)
    const labels = {} as Record<Signal, boolean>
    for (const signal of SIGNALS) {
      const value = row.cell(signal) ?? ''
      if (isSkipped && ['', CANNOT_TELL].includes(value)) continue
      const label = labelOfWord(value)
      if (label !== undefined) labels[signal] = label
      else wrong.push(new BadCell({ file, row: row.row, column: signal, value, expected: expectedOf(value) }))
    }
    checked.push({ postId, labels: isSkipped ? 'skipped' : labels })
  }
  if (wrong.length > 0) throw badCells(wrong, 'nothing was kept')
  return checked
}

function expectedOf(value: string): string {
  return value === '' ? `${LABEL_WORDS}: fill in every signal of a row, or none` : LABEL_WORDS
}

function wrongPost(
  file: string,
  { row, cell }: CsvRow,
  { text, before }: { text: string | undefined; before: number | undefined },
): BadCell | null {
  const at = (column: string, expected: string) =>
    new BadCell({ file, row, column, value: cell(column) ?? '', expected })
  if (text === undefined) return at('id', 'a post of this check; write the sample anew with --out')
  if (before !== undefined) return at('id', `the only row of its post: row ${before} has it too`)
  const shown = cell('text')
  if (shown === null || sameWords(unguardedCell(shown), text) || sameWords(shown, text)) return null
  const short = shown.length > 60 ? `${shown.slice(0, 60)}…` : shown
  const expected = 'what the post says now; write the sample anew with --out, or take the column text out of the file'
  return new BadCell({ file, row, column: 'text', value: short, expected })
}

/** Spreadsheets keep words, not always the white space between them. */
function sameWords(one: string, other: string): boolean {
  const words = (text: string) => text.split(/\s+/).filter((word) => word !== '')
  return words(one).join(' ') === words(other).join(' ')
}

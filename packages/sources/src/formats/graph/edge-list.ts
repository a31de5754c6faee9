import { inBatches } from '../../batches.ts'
import { rejectedRow, WrongCell } from '../../cell.ts'
import { type Export, type ExportFile, onlyFile } from '../../export.ts'
import { refuseOtherKinds } from '../../file-kind.ts'
import type { Format, ReadOptions, ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import { rowOfMade } from '../../made-row.ts'
import { EmptyExport, UnknownFormat } from '../../refusal.ts'
import { textLines } from '../../text-lines.ts'
import { readTime } from '../../time.ts'
import { GraphReader } from './edge.ts'

/** How the lines of an edge list are laid out, by its comments and its first lines. */
interface Layout {
  columns: number
  /** What stands in the third column, if there is one; a fourth is a time. */
  third: 'weight' | 'time'
  undirected: boolean
  /** Matrix Market says its sizes in the first line that is no comment. */
  sizeLine: boolean
}

const NAME = 'Edge list (SNAP, KONECT, Matrix Market)'

/** Lines looked at before a file is taken for an edge list. */
const SAMPLED_LINES = 100

/** Names without blanks; a number is a name too. */
const ENDS = /^[\w@.:+-]+$/u

/** Two ends, and numbers after them, with blanks or tabs between; no header. */
export const edgeList: Format = {
  id: 'edge_list',
  name: NAME,
  extent: 'file',
  howToGet:
    'Write one edge a line, source and target with a blank or tab between, and where known a weight or a time (seconds since 1970) after them. Lines that begin with # or % are comments; begin with one where names are no numbers. SNAP, KONECT and Matrix Market publish such files.',
  tells: 'Who is tied to whom, and when where the lines have times.',
  cannotTell: 'What an edge means, what was written; when, where there are no times.',
  async match(exported) {
    const missing = ['lines of two names and at most two numbers']
    const file = onlyFile(exported)
    if (file === null) return { found: [], missing }
    await refuseOtherKinds(file)
    const layout = await layoutOf(file)
    return layout === null ? { found: [], missing } : { found: missing, missing: [] }
  },
  read: (exported, options) => inBatches(readEdges(exported, options)),
}

function cellsOf(text: string): string[] {
  return text.trim().split(/[ \t]+/)
}

function isComment(text: string): boolean {
  return /^\s*[#%]/.test(text)
}

/** The layout that all sampled lines share; `null` where they share none, or there are none. */
async function layoutOf(file: ExportFile): Promise<Layout | null> {
  let undirected = false
  let sizeLine = false
  let hasComment = false
  const sample: string[][] = []
  for await (const { line, text } of textLines(file)) {
    if (text.trim() === '') continue
    if (isComment(text)) {
      hasComment = true
      if (line === 1) {
        sizeLine = /^%%MatrixMarket\s+matrix\s+coordinate/i.test(text)
        undirected = sizeLine ? /\b(skew-)?symmetric\b/i.test(text) : /^%\s*sym\b/i.test(text)
      }
      continue
    }
    sample.push(cellsOf(text))
    if (sample.length === SAMPLED_LINES) break
  }
  const edges = sizeLine ? sample.slice(1) : sample
  const columns = edges[0]?.length ?? 0
  if (columns < 2 || columns > 4) return null
  const isEdge = (cells: string[]): boolean =>
    cells.length === columns && cells.every((cell, at) => (at < 2 ? ENDS.test(cell) : Number.isFinite(Number(cell))))
  if (!edges.every(isEdge)) return null
  // Two words a line may as well be people's names.
  const isPlain = columns === 2 && !hasComment
  if (isPlain && !edges.every((cells) => cells.every((cell) => /^\d+$/.test(cell)))) return null
  const third = columns === 3 && edges.every((cells) => readSeconds(cells[2]) !== null) ? 'time' : 'weight'
  return { columns, third, undirected, sizeLine }
}

/** Seconds since 1970 that lie in the age of the web, in milliseconds; a smaller number is a weight. */
function readSeconds(cell: string | undefined): number | null {
  return /^\d{9,10}$/.test(cell ?? '') ? (readTime(cell ?? '')?.time ?? null) : null
}

async function* readEdges(exported: Export, options: ReadOptions): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  const layout = file === null ? null : await layoutOf(file)
  if (file === null || layout === null) {
    throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['lines of two names'] }])
  }
  const reader = new GraphReader(options)
  let rows = 0
  let isSizeDue = layout.sizeLine
  for await (const { line, text } of textLines(file)) {
    if (text.trim() === '' || isComment(text)) continue
    if (isSizeDue) {
      isSizeDue = false
      continue
    }
    rows++
    yield edgeRow(reader, layout, { file: file.path, unit: 'line', row: line }, text)
  }
  if (rows === 0) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: reader.coverage(), notes: reader.notes() }
}

function edgeRow(reader: GraphReader, layout: Layout, place: RowPlace, text: string): SourceRow {
  try {
    const cells = cellsOf(text)
    const [source = '', target = '', third = '', fourth] = cells
    if (cells.length !== layout.columns) {
      const problem = `the line has ${cells.length} parts, the first has ${layout.columns}`
      throw new WrongCell({
        column: null,
        value: text,
        problem,
        fix: 'write each line with as many parts as the first',
      })
    }
    const made = reader.edge({
      source,
      target,
      names: [],
      time: timeOf(layout.third === 'time' ? third : fourth),
      weight: layout.third === 'weight' ? third : '',
      undirected: layout.undirected,
    })
    return rowOfMade(place, made)
  } catch (error) {
    if (error instanceof WrongCell) return { ...rejectedRow(place, error), original: text.slice(0, 2000) }
    throw error
  }
}

/** KONECT writes 0 where no time is known. */
function timeOf(cell: string | undefined): number | null {
  if (cell === undefined || cell === '0') return null
  const time = readSeconds(cell)
  if (time !== null) return time
  throw new WrongCell({
    column: 'time',
    value: cell,
    problem: 'no seconds since 1970',
    fix: 'write a time such as 1082040961',
  })
}

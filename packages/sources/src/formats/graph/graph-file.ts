import { inBatches } from '../../batches.ts'
import { type Export, type ExportFile, onlyFile } from '../../export.ts'
import { refuseOtherKinds } from '../../file-kind.ts'
import type { Format, ReadOptions, ReadSummary, SourceRow } from '../../format.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { EmptyExport, UnknownFormat } from '../../refusal.ts'
import { readTime } from '../../time.ts'
import { type Edge, GraphReader } from './edge.ts'
import { xmlRoot } from './xml.ts'

/** A node or an edge as a graph file has it: its attributes, and the values that it is given by name. */
export interface GraphItem {
  type: 'node' | 'edge'
  attributes: Readonly<Record<string, string>>
  /** By title, in lower case. */
  values: ReadonlyMap<string, string>
  /** Of edges; both ways where it is `mutual`. */
  direction: 'directed' | 'undirected' | 'mutual'
}

/** Values in which graph tools keep what an edge means, and when it was. */
const KIND_TITLES = ['kind', 'relationship', 'relation', 'type', 'label', 'edge label']
const TIME_TITLES = ['time', 'timestamp', 'date', 'created_at', 'relationship date (utc)']

/** A graph written as XML: one file, known by its root element, read item by item. */
export function formatOfGraphFile(
  about: Pick<Format, 'id' | 'name' | 'howToGet' | 'tells' | 'cannotTell'>,
  root: string,
  items: (file: ExportFile) => AsyncGenerator<GraphItem>,
): Format {
  return {
    ...about,
    extent: 'file',
    async match(exported) {
      const file = onlyFile(exported)
      const part = `the element <${root}>`
      if (file === null) return { found: [], missing: [part] }
      await refuseOtherKinds(file)
      return (await xmlRoot(file)) === root ? { found: [part], missing: [] } : { found: [], missing: [part] }
    },
    read: (exported, options) => inBatches(readGraph(about.name, exported, options, items)),
  }
}

async function* readGraph(
  format: string,
  exported: Export,
  options: ReadOptions,
  items: (file: ExportFile) => AsyncGenerator<GraphItem>,
): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format, found: [], missing: ['one file'] }])
  const reader = new GraphReader(options)
  let row = 0
  for await (const item of items(file)) {
    row++
    yield madeRow({ file: file.path, unit: 'item', row }, () => madeOf(reader, item))
  }
  if (row === 0) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: reader.coverage(), notes: reader.notes() }
}

function madeOf(reader: GraphReader, item: GraphItem): Made {
  if (item.type === 'node') {
    const { id = '', label } = item.attributes
    return reader.node(id, label ?? item.values.get('label') ?? item.values.get('name') ?? null)
  }
  const edge = edgeOf(item)
  const made = reader.edge(edge)
  if ('ignored' in made || item.direction !== 'mutual') return made
  const back = reader.edge({ ...edge, source: edge.target, target: edge.source })
  return 'ignored' in back ? made : [made, back]
}

function edgeOf({ attributes, values, direction }: GraphItem): Edge {
  const valuesOf = (titles: readonly string[]): string[] =>
    titles.map((title) => values.get(title) ?? '').filter((value) => value !== '')
  const times = [attributes.timestamp, attributes.start, ...valuesOf(TIME_TITLES)]
  return {
    source: attributes.source ?? '',
    target: attributes.target ?? '',
    names: [attributes.kind ?? '', attributes.label ?? '', ...valuesOf(KIND_TITLES)],
    time: times.map((time) => (time === undefined ? null : calendarTime(time))).find((time) => time !== null) ?? null,
    weight: attributes.weight ?? values.get('weight') ?? '',
    undirected: direction === 'undirected',
  }
}

/** Graph tools also count time in numbers of their own; only what names a moment of the calendar is one. */
function calendarTime(text: string): number | null {
  return readTime(text)?.time ?? null
}

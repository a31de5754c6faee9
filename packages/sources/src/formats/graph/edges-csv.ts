import { textOf } from '../../cell.ts'
import { formatOfTable, type TableReader } from '../../table-format.ts'
import { readTime } from '../../time.ts'
import { GraphReader } from './edge.ts'

/** A table of edges with a header: Gephi's, and what people write by hand. */
export const edgesCsv = formatOfTable({
  id: 'edges_csv',
  name: 'Edge table (CSV or Excel)',
  howToGet:
    'In Gephi: Data Laboratory, Edges, Export table. From elsewhere: a CSV with the columns source,target and, where known, type (directed or undirected), kind, time, weight. kind is one of follow, reply, mention, repost, quote, like, comment; what else an edge means can be said at upload.',
  tells: 'Who is tied to whom, and when where the table has times.',
  cannotTell: 'What was written; when, where the table has no times: quarters cannot be scored from such edges.',
  required: ['source', 'target'],
  optional: ['type', 'kind', 'label', 'time', 'timeset', 'weight', 'id'],
  aliases: {
    source: ['from'],
    target: ['to'],
    kind: ['relationship', 'relation'],
    time: ['timestamp', 'date', 'created_at'],
  },
  timeColumn: 'time',
  reader: (_, times, options): TableReader => {
    const reader = new GraphReader(options)
    return {
      record: (cells) =>
        reader.edge({
          source: cells('source'),
          target: cells('target'),
          names: [cells('kind'), cells('label')],
          time: times?.read(cells('time')) ?? startOfTimeset(cells('timeset')),
          weight: cells('weight'),
          undirected: textOf(cells('type'))?.toLowerCase() === 'undirected',
        }),
      coverage: () => reader.coverage(),
      notes: () => reader.notes(),
    }
  },
})

/** `<[2016-02-03, 2016-02-05]>` begins on 3 February 2016; numbers and endless intervals begin nowhere in the calendar. */
function startOfTimeset(cell: string): number | null {
  const first = /^[<[(\s]*([^,;\])>]+)/.exec(cell)?.[1]?.trim() ?? ''
  return /^\d{4}-\d{2}-\d{2}/.test(first) ? (readTime(first)?.time ?? null) : null
}

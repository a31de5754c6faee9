import { textOf } from '../../cell.ts'
import { formatOfTable, type TableReader } from '../../table-format.ts'
import { GraphReader } from './edge.ts'

/** Gephi's table of nodes. */
export const nodesCsv = formatOfTable({
  id: 'nodes_csv',
  name: 'Node table (CSV or Excel)',
  howToGet: 'In Gephi: Data Laboratory, Nodes, Export table. A CSV with the columns Id and Label.',
  tells: 'Names of accounts, for the edge table of the same graph.',
  cannotTell: 'Anything of what the accounts do.',
  required: ['id', 'label'],
  optional: ['timeset'],
  timeColumn: null,
  reader: (_, __, options): TableReader => {
    const reader = new GraphReader(options)
    return {
      record: (cells) => reader.node(cells('id'), textOf(cells('label'))),
      coverage: () => [],
      notes: () => [],
    }
  },
})

import type { ExportFile } from '../../export.ts'
import { formatOfGraphFile, type GraphItem } from './graph-file.ts'
import { xmlEvents } from './xml.ts'

/** GEXF 1.1 to 1.3, as Gephi writes it. */
export const gexf = formatOfGraphFile(
  {
    id: 'gexf',
    name: 'GEXF graph',
    howToGet: 'In Gephi: File, Export, Graph file, and choose GEXF. Other network tools write it too.',
    tells: 'Who is tied to whom, and when where edges have dates.',
    cannotTell: 'What was written. Undirected edges do not say who acted, and are left out.',
  },
  'gexf',
  gexfItems,
)

interface Open {
  type: 'node' | 'edge'
  attributes: Readonly<Record<string, string>>
  values: Map<string, string>
}

/** Nodes may hold nodes, so that a list of the open ones is kept. An edge is undirected unless it or the graph says else. */
async function* gexfItems(file: ExportFile): AsyncGenerator<GraphItem> {
  const titles = new Map<string, string>()
  let titledClass = ''
  let defaultDirection = 'undirected'
  const open: Open[] = []
  for await (const event of xmlEvents(file)) {
    if (event.event === 'text') continue
    if (event.event === 'close') {
      if (event.name !== 'node' && event.name !== 'edge') continue
      const item = open.pop()
      if (item === undefined) continue
      const { type, attributes, values } = item
      yield { type, attributes, values, direction: directionOf(attributes.type ?? defaultDirection) }
      continue
    }
    const { name, attributes } = event
    if (name === 'graph') defaultDirection = attributes.defaultedgetype ?? 'undirected'
    else if (name === 'attributes') titledClass = attributes.class ?? ''
    else if (name === 'attribute') titles.set(`${titledClass} ${attributes.id}`, (attributes.title ?? '').toLowerCase())
    else if (name === 'node' || name === 'edge') open.push({ type: name, attributes, values: new Map() })
    else if (name === 'attvalue') {
      const item = open.at(-1)
      const named = attributes.for ?? attributes.id ?? ''
      const title = titles.get(`${item?.type} ${named}`) ?? named.toLowerCase()
      if (item !== undefined && attributes.value !== undefined) item.values.set(title, attributes.value)
    }
  }
}

function directionOf(type: string): GraphItem['direction'] {
  const name = type.toLowerCase()
  return name === 'directed' || name === 'mutual' ? name : 'undirected'
}

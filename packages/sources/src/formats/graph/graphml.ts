import type { ExportFile } from '../../export.ts'
import { formatOfGraphFile, type GraphItem } from './graph-file.ts'
import { xmlEvents } from './xml.ts'

/** GraphML, as Communalytic, Gephi, igraph and networkx write it. */
export const graphml = formatOfGraphFile(
  {
    id: 'graphml',
    name: 'GraphML graph',
    howToGet: 'In Communalytic: Network, Download as GraphML. Gephi, igraph and networkx write it too.',
    tells: 'Who is tied to whom, and when where edges have dates.',
    cannotTell: 'What was written. Undirected edges do not say who acted, and are left out.',
  },
  'graphml',
  graphmlItems,
)

interface Open {
  type: 'node' | 'edge'
  attributes: Readonly<Record<string, string>>
  values: Map<string, string>
}

/** Nodes may hold graphs. An edge is undirected unless it or its graph says else. */
async function* graphmlItems(file: ExportFile): AsyncGenerator<GraphItem> {
  const titles = new Map<string, string>()
  const defaultDirections: string[] = []
  const open: Open[] = []
  let dataKey: string | null = null
  let text = ''
  for await (const event of xmlEvents(file)) {
    if (event.event === 'text') {
      if (dataKey !== null) text += event.text
      continue
    }
    if (event.event === 'close') {
      if (event.name === 'graph') defaultDirections.pop()
      if (event.name === 'data' && dataKey !== null) {
        open.at(-1)?.values.set(titles.get(dataKey) ?? dataKey.toLowerCase(), text.trim())
        dataKey = null
      }
      if (event.name !== 'node' && event.name !== 'edge') continue
      const item = open.pop()
      if (item === undefined) continue
      const isDirected = item.attributes.directed ?? String(defaultDirections.at(-1) === 'directed')
      yield { ...item, direction: isDirected === 'true' ? 'directed' : 'undirected' }
      continue
    }
    const { name, attributes } = event
    if (name === 'graph') defaultDirections.push(attributes.edgedefault ?? 'undirected')
    else if (name === 'key')
      titles.set(attributes.id ?? '', (attributes['attr.name'] ?? attributes.id ?? '').toLowerCase())
    else if (name === 'node' || name === 'edge') open.push({ type: name, attributes, values: new Map() })
    else if (name === 'data') {
      dataKey = attributes.key ?? ''
      text = ''
    }
  }
}

import { type AttributeType, attributeText, attributeTypes } from './attribute-types.ts'
import type { AttributeValue } from './graph.ts'
import type { Graph } from './graphology-packages.ts'
import { xmlText } from './xml-text.ts'

/**
 * The graph as GraphML, which Gephi, igraph, networkx and yEd read: accounts, ties, and their attributes with types
 * that hold every value of the attribute.
 *
 * The same graph gives the same bytes. Absent attributes (`null`) are left out, empty text is not (networkx 2.8.8 drops it on
 * reading); characters that XML cannot hold become U+FFFD. O(accounts + ties).
 */
export function graphml(graph: Graph): string {
  const ofNodes = keysOf(
    'node',
    graph.mapNodes((_, attributes) => attributes),
  )
  const ofEdges = keysOf(
    'edge',
    graph.mapEdges((_, attributes) => attributes),
  )
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...ofNodes.declarations,
    ...ofEdges.declarations,
    '  <graph edgedefault="directed">',
    ...graph.mapNodes((node, attributes) => element('node', `id="${xmlText(node)}"`, attributes, ofNodes.ids)),
    ...graph.mapEdges((_, attributes, source, target) =>
      element('edge', `source="${xmlText(source)}" target="${xmlText(target)}"`, attributes, ofEdges.ids),
    ),
    '  </graph>',
    '</graphml>',
  ]
  return `${lines.join('\n')}\n`
}

type Attributes = Readonly<Record<string, AttributeValue>>

interface Keys {
  ids: ReadonlyMap<string, string>
  declarations: string[]
}

/** A name may be any text; the id that stands for it in the file may not. */
function keysOf(of: 'node' | 'edge', items: Attributes[]): Keys {
  const types = [...attributeTypes(items)]
  const idOf = (place: number): string => `${of}${place}`
  return {
    ids: new Map(types.map(([name], place) => [name, idOf(place)])),
    declarations: types.map(([name, type], place) => declaration(of, idOf(place), name, type)),
  }
}

function declaration(of: string, id: string, name: string, type: AttributeType): string {
  return `  <key id="${id}" for="${of}" attr.name="${xmlText(name)}" attr.type="${type}"/>`
}

function element(name: string, head: string, attributes: Attributes, ids: Keys['ids']): string {
  const values = Object.entries(attributes).flatMap(([attribute, value]) =>
    value === null ? [] : [`<data key="${ids.get(attribute)}">${xmlText(attributeText(value))}</data>`],
  )
  return values.length === 0 ? `    <${name} ${head}/>` : `    <${name} ${head}>${values.join('')}</${name}>`
}

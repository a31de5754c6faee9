import { type AttributeType, attributeText, attributeTypes } from './attribute-types.ts'
import type { AttributeValue } from './graph.ts'
import type { Graph } from './graphology-packages.ts'
import { xmlText } from './xml-text.ts'

/**
 * The graph as GEXF 1.2, the exchange format of Gephi: accounts, ties, and their attributes with types that hold every
 * value of the attribute. `label` and the `weight` of a tie are written where the format has a place for them.
 *
 * The same graph gives the same bytes: no date, no tool version, order as in the graph. Absent attributes (`null`) are
 * left out, empty text is not; characters that XML cannot hold become U+FFFD. O(accounts + ties).
 */
export function gexf(graph: Graph): string {
  const ofNodes = columnsOf(
    'node',
    graph.mapNodes((_, attributes) => attributes),
  )
  const ofEdges = columnsOf(
    'edge',
    graph.mapEdges((_, attributes) => attributes),
  )
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">',
    '  <graph mode="static" defaultedgetype="directed">',
    ...ofNodes.declarations,
    ...ofEdges.declarations,
    '    <nodes>',
    ...graph.mapNodes((id, attributes) => element('node', { id }, attributes, ofNodes)),
    '    </nodes>',
    '    <edges>',
    ...graph.mapEdges((id, attributes, source, target) => element('edge', { id, source, target }, attributes, ofEdges)),
    '    </edges>',
    '  </graph>',
    '</gexf>',
  ]
  return `${lines.join('\n')}\n`
}

type Attributes = Readonly<Record<string, AttributeValue>>

interface Columns {
  /** Attributes that are written on the element itself. */
  own: readonly string[]
  declarations: string[]
}

const OWN = { node: ['label'], edge: ['label', 'weight'] }

/** What the format calls them, where it differs. */
const TYPE_NAMES: Partial<Record<AttributeType, string>> = { int: 'integer' }

/** The id of an attribute is its name: some readers go by the one, some by the other. */
function columnsOf(of: 'node' | 'edge', items: Attributes[]): Columns {
  const own = OWN[of]
  const types = [...attributeTypes(items)].filter(([name]) => !own.includes(name))
  const declared = types.map(
    ([name, type]) =>
      `      <attribute id="${xmlText(name)}" title="${xmlText(name)}" type="${TYPE_NAMES[type] ?? type}"/>`,
  )
  return {
    own,
    declarations: types.length === 0 ? [] : [`    <attributes class="${of}">`, ...declared, '    </attributes>'],
  }
}

function element(name: string, ends: Attributes, attributes: Attributes, { own }: Columns): string {
  const present = Object.entries(attributes).flatMap(([attribute, value]) =>
    value === null ? [] : [[attribute, xmlText(attributeText(value))] as const],
  )
  const head = [
    ...Object.entries(ends).map(([end, value]) => [end, xmlText(String(value))] as const),
    ...present.filter(([attribute]) => own.includes(attribute)),
  ].map(([attribute, text]) => `${attribute}="${text}"`)
  const values = present
    .filter(([attribute]) => !own.includes(attribute))
    .map(([attribute, text]) => `<attvalue for="${xmlText(attribute)}" value="${text}"/>`)
  const opening = `      <${name} ${head.join(' ')}`
  return values.length === 0 ? `${opening}/>` : `${opening}><attvalues>${values.join('')}</attvalues></${name}>`
}

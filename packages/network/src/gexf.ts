import { type Graph, writeGexf } from './graphology-packages.ts'

/** Characters that XML 1.0 cannot hold, even escaped; a display name may well contain one. */
// oxlint-disable-next-line no-control-regex -- these are the characters meant
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu

/** What the writer declares for colours, sizes and positions: three slashes and the wrong version. */
const MISSPELT_VIZ = 'http:///www.gexf.net/1.1draft/viz'

/**
 * The graph as GEXF 1.2, the exchange format of Gephi: accounts, ties, and their attributes with types.
 *
 * The same graph gives the same bytes: no date, no tool version, order as in the graph. Absent attributes (`null`) are
 * left out; characters that XML cannot hold become U+FFFD. O(accounts + ties).
 */
export function gexf(graph: Graph): string {
  const text = writeGexf(graph, { version: '1.2' })
  return `${text.replaceAll(NOT_XML, '\ufffd').replace(MISSPELT_VIZ, 'http://www.gexf.net/1.2draft/viz')}\n`
}

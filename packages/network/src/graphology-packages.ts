import { DirectedGraph } from 'graphology'
import louvainModule from 'graphology-communities-louvain'

// The only door to these packages: they are CommonJS whose typings declare a `default` that Node hands over as the
// module itself.
export { DirectedGraph }
export type Graph = DirectedGraph
export const louvain = louvainModule as unknown as typeof louvainModule.default

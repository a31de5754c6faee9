import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../../exports.test-data.ts'
import type { ReadOptions } from '../../format.ts'
import { detectFormat } from '../../formats.ts'

async function read(name: string, content: string | Buffer, options: ReadOptions = { platform: null }) {
  const exported = exportOf({ [name]: content })
  const format = await detectFormat(exported)
  const { rows, records, summary } = await readExport(format, exported, options)
  const edges = records.flatMap((record) =>
    record.type === 'interaction'
      ? [`${record.actor.handle} ${record.kind} ${record.target.handle}`]
      : record.type === 'follow'
        ? [`${record.follower.handle} follow ${record.followed.handle}`]
        : [],
  )
  const nodes = records.flatMap((record) =>
    record.type === 'account' ? [`${record.account.handle}: ${record.displayName}`] : [],
  )
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, rows, records, summary, edges, nodes, ignored, rejected: rejectedOf(rows) }
}

const UNDIRECTED = 'an undirected edge: it does not say who acted toward whom'

const gexf = (inner: string, graph = 'defaultedgetype="directed"') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph ${graph}>${inner}</graph></gexf>`

test('GEXF: nodes are accounts, edges what their values say, dated by their start', async () => {
  const { format, edges, nodes, records, summary } = await read(
    'g.gexf',
    gexf(`<attributes class="edge"><attribute id="0" title="Relationship" type="string"/></attributes>
      <nodes><node id="ana" label="Ana &amp; Co"/><node id="ben"><nodes><node id="cai" label="Cai"/></nodes></node></nodes>
      <edges>
        <edge source="ana" target="ben" start="2024-02-01T10:00:00Z"><attvalues><attvalue for="0" value="Replies to"/></attvalues></edge>
        <edge source="ben" target="cai" label="follows"/>
        <edge source="cai" target="ana"/>
      </edges>`),
  )
  expect(format).toBe('gexf')
  expect(nodes).toEqual(['ana: Ana & Co', 'cai: Cai', 'ben: null'])
  expect(edges).toEqual(['ana reply ben', 'ben follow cai', 'cai mention ana'])
  expect(records[3]).toMatchObject({ time: Date.parse('2024-02-01T10:00:00Z') })
  expect(summary.notes).toEqual(['1 edges do not say what they mean: read as mention'])
  expect(summary.coverage[0]).toMatchObject({ direction: 'as_observed', acts: ['follow', 'mention', 'reply'] })
})

test('GEXF: an edge is undirected unless it or the graph says else; a mutual one goes both ways and is one row', async () => {
  const { edges, ignored, rows } = await read(
    'g.gexf',
    gexf('<edges><edge source="a" target="b"/><edge source="a" target="b" type="mutual"/></edges>', ''),
  )
  expect(rows).toHaveLength(2)
  expect(ignored).toEqual([UNDIRECTED])
  expect(edges).toEqual(['a mention b'])
  expect(rows[1]).toMatchObject({ also: [{ actor: { handle: 'b' }, target: { handle: 'a' } }] })
})

test('what an edge means can be said for a file that does not say it', async () => {
  const { edges, summary } = await read('g.gexf', gexf('<edges><edge source="a" target="b"/></edges>'), {
    platform: null,
    edgeKind: 'follow',
    takenAt: 5,
  })
  expect(edges).toEqual(['a follow b'])
  expect(summary.notes).toEqual(['1 edges do not say what they mean: read as follow'])
})

test('on X a node that is a number is an id', async () => {
  const { records } = await read('g.gexf', gexf('<nodes><node id="44187619" label="Loomgate"/></nodes>'), {
    platform: 'x',
  })
  expect(records).toMatchObject([{ account: { platform: 'x', platformId: '44187619', handle: null } }])
})

test('GraphML: data by key, CDATA, direction by graph and by edge, prefixes', async () => {
  const { format, edges, nodes, ignored } = await read(
    'g.graphml',
    `<g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns">
      <g:key id="k" for="edge" attr.name="kind" attr.type="string"/><g:key id="l" for="node" attr.name="label"/>
      <g:graph edgedefault="undirected">
        <g:node id="ana"><g:data key="l"><![CDATA[Ana <3]]></g:data></g:node><g:node id="ben"/>
        <g:edge source="ana" target="ben" directed="true"><g:data key="k">quote</g:data></g:edge>
        <g:edge source="ben" target="ana"/>
      </g:graph></g:graphml>`,
  )
  expect(format).toBe('graphml')
  expect(nodes).toEqual(['ana: Ana <3', 'ben: null'])
  expect(edges).toEqual(['ana quote ben'])
  expect(ignored).toEqual([UNDIRECTED])
})

test('an edge without an end is rejected, the others stand', async () => {
  const { edges, rejected } = await read(
    'g.gexf',
    gexf('<edges><edge source="a"/><edge source="a" target="b"/></edges>'),
  )
  expect(edges).toEqual(['a mention b'])
  expect(rejected).toMatchObject([
    { place: { unit: 'item', row: 1 }, column: 'target', problem: 'no account is named' },
  ])
})

test.each([
  ['cut off', gexf('<nodes><node id="a"/>').slice(0, -40), 'BrokenFile'],
  ['not well-formed', gexf('<nodes><node id=a></nodes>'), 'BrokenFile'],
  ['an entity that nobody defined', gexf('<nodes><node id="&lol;"/></nodes>'), 'BrokenFile'],
  ['deep', gexf('<nodes><node id="a">'.repeat(5000)), 'BrokenFile'],
  ['a tag without end', gexf(`<nodes><node id="${'a'.repeat(3_000_000)}`), 'BrokenFile'],
  ['a comment without end', gexf(`<nodes><!-- ${'a'.repeat(3_000_000)}`), 'BrokenFile'],
  ['without anything in it', gexf('<nodes/>'), 'EmptyExport'],
  [
    'a billion laughs',
    `<!DOCTYPE g [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${gexf('<nodes><node id="&b;"/></nodes>').slice(39)}`,
    'UnknownFormat',
  ],
])('a graph that is %s is refused in words', async (_, content, name) => {
  await expect(read('g.gexf', content)).rejects.toMatchObject({ name })
})

test('an external entity is neither fetched nor read', async () => {
  const xxe = `<?xml version="1.0"?><!DOCTYPE gexf SYSTEM "file:///etc/hostname"><gexf version="1.3"><graph defaultedgetype="directed"><nodes><node id="a"/></nodes></graph></gexf>`
  expect((await read('g.gexf', xxe)).nodes).toEqual(['a: null'])
})

test('whatever is put where an id belongs comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[\p{L}\p{N}<>&"' ]{1,20}$/u), async (name) => {
      fc.pre(name.trim() !== '')
      const escaped = name.replace(/[<>&"]/g, (character) => `&#${character.codePointAt(0)};`)
      const { records } = await read('g.gexf', gexf(`<nodes><node id="${escaped}"/></nodes>`))
      expect(records).toMatchObject([{ account: { handle: name.trim() } }])
    }),
    { numRuns: 50 },
  )
})

test('Gephi’s edge table: type, kind, timeset; the header in any order, case and delimiter', async () => {
  const { format, edges, ignored, records } = await read(
    'edges.csv',
    'Target;Source;Type;timeset;Weight\nben;ana;Directed;"<[2016-02-03, 2016-02-04]>";2\ncai;ana;Undirected;;1\nana;cai;Directed;<[1.0]>;1\n',
  )
  expect(format).toBe('edges_csv')
  expect(edges).toEqual(['ana mention ben', 'cai mention ana'])
  expect(ignored).toEqual([UNDIRECTED])
  expect(records.map((record) => ('time' in record ? record.time : undefined))).toEqual([
    Date.parse('2016-02-03'),
    null,
  ])
})

test('a hand-made edge table: from, to, kind, date', async () => {
  const { edges, records } = await read(
    'e.csv',
    'from,to,kind,date\n@Ana,ben,retweet,2024-05-01\nben,ana,like,2024-05-02\n',
  )
  expect(edges).toEqual(['Ana repost ben', 'ben like ana'])
  expect(records[0]).toMatchObject({ time: Date.parse('2024-05-01') })
})

test('Gephi’s node table', async () => {
  const { format, nodes } = await read('nodes.csv', 'Id,Label,timeset\n1,uno,\n2,,\n')
  expect(format).toBe('nodes_csv')
  expect(nodes).toEqual(['1: uno', '2: null'])
})

test.each([
  ['SNAP', '# Directed graph\n# From To\n1\t2\n2\t1\n', ['1 mention 2', '2 mention 1'], null],
  ['with weights', '1 2 0.5\n2 3 1\n', ['1 mention 2', '2 mention 3'], null],
  ['with times', '1 2 1082040961\n2 1 1082155839\n', ['1 mention 2', '2 mention 1'], 1_082_040_961_000],
  [
    'KONECT',
    '% asym positive\n% 2 2 2\n1 2 1 1082040961\n2 1\t1 1082155839\n',
    ['1 mention 2', '2 mention 1'],
    1_082_040_961_000,
  ],
  ['Matrix Market', '%%MatrixMarket matrix coordinate pattern general\n3 3 1\n1 3\n', ['1 mention 3'], null],
])('edge list: %s', async (_, content, edges, time) => {
  const result = await read('out.graph', content)
  expect(result.format).toBe('edge_list')
  expect(result.edges).toEqual(edges)
  expect(result.records[0]).toMatchObject({ time })
})

test('an edge list that says it is undirected has no acts in it', async () => {
  for (const content of [
    '% sym unweighted\n1 2\n',
    '%%MatrixMarket matrix coordinate real symmetric\n2 2 1\n1 2 1.0\n',
  ]) {
    expect((await read('out.graph', content)).ignored).toEqual([UNDIRECTED])
  }
})

test('a line that breaks the pattern further down is rejected with what it holds', async () => {
  const lines = Array.from({ length: 150 }, (_, index) => `${index} 7`)
  const { edges, rejected } = await read('e.txt', [...lines, 'c', 'd e'].join('\n'))
  expect(edges).toHaveLength(151)
  expect(rejected).toMatchObject([
    { place: { row: 151 }, value: 'c', problem: 'the line has 1 parts, the first has 2' },
  ])
})

test.each(['hello world\nthis is prose\n', 'one\ntwo\n', 'a b c\n', 'Ana Weaver\nBen Dyer\n', '# only a comment\n'])(
  '%j is no edge list',
  async (content) => {
    await expect(read('notes.txt', content)).rejects.toMatchObject({ name: 'UnknownFormat' })
  },
)

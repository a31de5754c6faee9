import * as dagCbor from '@ipld/dag-cbor'
import { interactionsOfPost } from '@weft/model/interaction'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { exportOf, readExport, rejectedOf } from '../../exports.test-data.ts'
import { type RecordRow, recordsOf } from '../../format.ts'
import { detectFormat } from '../../formats.ts'

export async function read(content: unknown, name = 'answer.json') {
  const bytes =
    content instanceof Uint8Array
      ? Buffer.from(content)
      : typeof content === 'string'
        ? content
        : JSON.stringify(content)
  const exported = exportOf({ [name]: bytes })
  const format = await detectFormat(exported)
  const { rows, summary } = await readExport(format, exported)
  const told = rows.filter((row): row is RecordRow => row.outcome === 'record').map(recordsOf)
  const acts = told
    .flat()
    .flatMap((record) =>
      record.type === 'post'
        ? interactionsOfPost(record).map(({ kind, target }) => `${nameOf(record.author)} ${kind} ${nameOf(target)}`)
        : record.type === 'interaction'
          ? [`${nameOf(record.actor)} ${record.kind} ${nameOf(record.target)}`]
          : record.type === 'follow'
            ? [`${nameOf(record.follower)} follow ${nameOf(record.followed)}`]
            : [],
    )
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, rows, told, acts, ignored, summary, rejected: rejectedOf(rows) }
}

export const nameOf = ({ platformId }: { platformId: string | null }) => platformId?.replace('did:plc:', '')
export const did = (name: string) => `did:plc:${name}`
export const uriOf = (name: string, key: string, collection = 'app.bsky.feed.post') =>
  `at://${did(name)}/${collection}/${key}`
export const AT = '2024-02-01T10:00:00.000Z'
export const profile = (name: string, part: object = {}) => ({
  did: did(name),
  handle: `${name}.test`,
  displayName: name,
  ...part,
})
export const record = (part: object = {}) => ({
  $type: 'app.bsky.feed.post',
  text: 'hello',
  createdAt: AT,
  langs: ['en'],
  ...part,
})
export const view = (name: string, key: string, part: object = {}, of: object = {}) => ({
  uri: uriOf(name, key),
  author: profile(name),
  record: record(part),
  likeCount: 2,
  indexedAt: AT,
  ...of,
})
export const answers = (name: string, key: string) => ({
  reply: { root: { uri: uriOf('zoe', '0') }, parent: { uri: uriOf(name, key) } },
})
export const shows = (uri: string) => ({ embed: { $type: 'app.bsky.embed.record', record: { uri } } })
export const names = (...dids: string[]) => ({
  facets: dids.map((each) => ({ features: [{ $type: 'app.bsky.richtext.facet#mention', did: did(each) }] })),
})

export async function blockOf(value: unknown) {
  const bytes = dagCbor.encode(value)
  return { cid: CID.createV1(dagCbor.code, await sha256.digest(bytes)), bytes }
}

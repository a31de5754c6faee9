import { CarBufferWriter } from '@ipld/car'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ExportRefused } from '../../refusal.ts'
import { AT, blockOf, did, names, read, record, uriOf } from './bluesky.test-data.ts'

/** A repository of two nodes: keys share their beginnings with the key before, and one lies below the other. */
async function repository(options: { drop?: number; isTurned?: boolean } = {}): Promise<Uint8Array> {
  const post = await blockOf(record(names('ben')))
  const like = await blockOf({ $type: 'app.bsky.feed.like', createdAt: AT, subject: { uri: uriOf('ana', '9') } })
  const follow = await blockOf({ $type: 'app.bsky.graph.follow', createdAt: AT, subject: did('ana') })
  const about = await blockOf({ $type: 'app.bsky.actor.profile', displayName: 'Loomgate', description: 'Weaving' })
  const below = await blockOf({
    l: null,
    e: [
      { p: 0, k: Buffer.from('app.bsky.actor.profile/self'), v: about.cid, t: null },
      { p: 9, k: Buffer.from('feed.like/2'), v: like.cid, t: null },
    ],
  })
  const node = await blockOf({
    l: below.cid,
    e: [
      { p: 0, k: Buffer.from('app.bsky.feed.post/3'), v: post.cid, t: null },
      { p: 19, k: Buffer.from('4'), v: post.cid, t: null },
      { p: 9, k: Buffer.from('graph.follow/4'), v: follow.cid, t: null },
    ],
  })
  const commit = await blockOf({
    did: did('loom'),
    version: 3,
    data: node.cid,
    rev: '1',
    prev: null,
    sig: new Uint8Array(64),
  })
  const writer = CarBufferWriter.createWriter(new ArrayBuffer(8192), { roots: [commit.cid] })
  const blocks = [commit, node, below, post, like, follow, about]
  const written = blocks.filter((_, index) => index !== options.drop)
  for (const block of options.isTurned === true ? written.toReversed() : written) writer.write(block)
  return writer.close({ resize: true })
}

test('a repository: its records with their keys, all of them outbound; the same words twice are two posts', async () => {
  const { format, told, acts, summary } = await read(await repository(), 'repo.car')
  expect(format).toBe('bluesky_repository')
  expect(acts).toEqual(['loom mention ben', 'loom mention ben', 'loom like ana', 'loom follow ana'])
  expect(told.map(([first]) => first)).toMatchObject([
    { id: uriOf('loom', '3') },
    { id: uriOf('loom', '4') },
    { kind: 'like' },
    { type: 'follow', since: Date.parse(AT) },
    { type: 'account' },
  ])
  expect(summary.owner).toMatchObject({
    account: { platformId: did('loom') },
    displayName: 'Loomgate',
    description: 'Weaving',
    exporter: true,
  })
  expect(summary.coverage).toMatchObject([
    { direction: 'outbound', text: true, from: Date.parse(AT), to: Date.parse(AT) },
  ])
})

test('blocks may lie in any order: records before the tree that names them', async () => {
  const { acts, summary } = await read(await repository({ isTurned: true }), 'repo.car')
  expect(acts.toSorted()).toEqual(['loom follow ana', 'loom like ana', 'loom mention ben', 'loom mention ben'])
  expect(summary.owner?.displayName).toBe('Loomgate')
})

test('a slice of a repository says so, and claims to cover nothing', async () => {
  const withoutPost = await read(await repository({ drop: 3 }), 'slice.car')
  const lost = 'a record that this slice of the repository does not hold'
  expect(withoutPost.ignored).toEqual([lost, lost])
  expect(withoutPost.summary.coverage).toEqual([])
  const withoutNode = await read(await repository({ drop: 2 }), 'slice.car')
  expect(withoutNode.acts).toEqual(['loom mention ben', 'loom mention ben', 'loom follow ana'])
  expect(withoutNode.summary.coverage).toEqual([])
  for (const { summary } of [withoutPost, withoutNode])
    expect(summary.notes).toEqual(['a slice of a repository: other records may be missing'])
})

test('a repository that is cut off, or has no commit, is refused', async () => {
  const whole = await repository()
  for (const bytes of [whole.subarray(0, 100), await repository({ drop: 0 })]) {
    await expect(read(bytes, 'repo.car')).rejects.toMatchObject({ name: 'BrokenFile' })
  }
})

test('a part that says it is longer than any is refused before it is waited for', async () => {
  const whole = Buffer.from(await repository())
  const long = Buffer.concat([whole, Buffer.from([0xff, 0xff, 0xff, 0x7f]), Buffer.alloc(64)])
  await expect(read(long, 'repo.car')).rejects.toThrow('no part above 4194304 bytes')
  const endless = Buffer.concat([whole, Buffer.alloc(20, 0x80)])
  await expect(read(endless, 'repo.car')).rejects.toThrow('no part above')
})

test('a record that is none is rejected, and its neighbours are read', async () => {
  const none = await blockOf('words')
  const like = await blockOf({ $type: 'app.bsky.feed.like', createdAt: AT, subject: { uri: uriOf('ana', '9') } })
  const node = await blockOf({
    l: null,
    e: [
      { p: 0, k: Buffer.from('app.bsky.feed.like/1'), v: like.cid, t: null },
      { p: 0, k: Buffer.from('app.bsky.feed.post/2'), v: none.cid, t: null },
    ],
  })
  const commit = await blockOf({ did: did('loom'), version: 3, data: node.cid, rev: '1', prev: null })
  const writer = CarBufferWriter.createWriter(new ArrayBuffer(2048), { roots: [commit.cid] })
  for (const block of [commit, node, none, like]) writer.write(block)
  const { acts, rejected } = await read(writer.close({ resize: true }), 'repo.car')
  expect(acts).toEqual(['loom like ana'])
  expect(rejected).toMatchObject([{ column: 'record' }])
})

test('a node whose entries are none is refused', async () => {
  for (const e of [[{ p: 0, k: 'app.bsky.feed.post/1', v: null, t: null }], [null], 'x']) {
    const node = await blockOf({ e, l: null })
    const commit = await blockOf({ did: did('loom'), version: 3, data: node.cid, rev: '1', prev: null })
    const writer = CarBufferWriter.createWriter(new ArrayBuffer(2048), { roots: [commit.cid] })
    for (const block of [commit, node]) writer.write(block)
    await expect(read(writer.close({ resize: true }), 'repo.car')).rejects.toThrow('nodes with the keys of records')
  }
})

test('a repository of which any byte was changed is refused, or said to be a slice', async () => {
  const whole = await repository()
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const bytes = Uint8Array.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ change
      const said = await read(bytes, 'repo.car').then(
        ({ summary }) => summary.notes,
        (error: unknown) => [error instanceof ExportRefused ? 'refused' : error],
      )
      expect(['refused', 'a slice of a repository: other records may be missing']).toContain(said[0])
    }),
    { numRuns: 300 },
  )
})

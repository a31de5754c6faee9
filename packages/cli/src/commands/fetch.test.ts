import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { bluesky, bodies, local, mastodon, pages, run, useLocalServer } from './fetch.test-data.ts'

// Waits between attempts take no time here.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }))

useLocalServer()

test('Mastodon: every page as the server wrote it, with whose it is and when; threads of what was answered', async () => {
  local.answer = mastodon
  expect(await run('mastodon', '@loomgate@museum.example')).toEqual([
    { thing: 'followers', pages: 2, done: true },
    { thing: 'following', pages: 1, done: true },
    { thing: 'statuses', pages: 1, done: true },
    { thing: 'threads', pages: 1, done: true },
  ])
  expect(await bodies('followers')).toMatchObject([
    [{ display_name: 'F' }, { acct: 'f2' }],
    [{ acct: 'f3', followers_count: 1 }],
  ])
  expect((await pages('followers'))[0]?.weft_fetch).toMatchObject({
    platform: 'mastodon',
    endpoint: 'followers',
    account: 'loomgate@museum.example',
    url: `${local.address}/api/v1/accounts/7/followers`,
  })
  expect((await pages('followers')).map(({ weft_fetch: { cursor, next } }) => [cursor, next])).toEqual([
    [null, '55'],
    ['55', null],
  ])
  // 103 was answered and is gone meanwhile: its thread is passed over.
  expect(await bodies('threads')).toEqual([{ ancestors: [], descendants: [{ id: '201', in_reply_to_id: '101' }] }])
})

test('a run that was stopped goes on after its last whole page, and a line cut off in the middle leaves nothing twice', async () => {
  local.answer = mastodon
  expect(await run('mastodon', 'loomgate@museum.example', '--only', 'followers', '--pages-max', '1')).toEqual([
    { thing: 'followers', pages: 1, done: false },
  ])
  await appendFile(join(local.folder, 'followers.ndjson'), '{"weft_fetch":{"platf')
  local.asked = []
  expect(await run('mastodon', 'loomgate@museum.example', '--only', 'followers')).toEqual([
    { thing: 'followers', pages: 2, done: true },
  ])
  expect(local.asked).toEqual(['lookup?acct=loomgate', 'followers?limit=80&max_id=55'])
  expect((await bodies('followers')).map((body) => (body as unknown[]).length)).toEqual([2, 1])
})

test('a folder holds one account', async () => {
  local.answer = mastodon
  await run('mastodon', 'loomgate@museum.example', '--only', 'following')
  await expect(run('mastodon', 'other@museum.example')).rejects.toThrow(
    /fetch mastodon:other@museum.example into another folder/,
  )
})

test('notifications need the account’s token, which goes to no place but the server', async () => {
  local.answer = mastodon
  await expect(run('mastodon', 'loomgate@museum.example', '--only', 'notifications')).rejects.toThrow(
    'MASTODON_ACCESS_TOKEN',
  )
  vi.stubEnv('MASTODON_ACCESS_TOKEN', 'secret')
  expect(await run('mastodon', 'loomgate@museum.example', '--only', 'notifications')).toMatchObject([{ pages: 1 }])
  for (const file of ['notifications.ndjson', 'fetch-state.json']) {
    expect(await readFile(join(local.folder, file), 'utf8')).not.toContain('secret')
  }
})

test('an account that is not there, and one that is none, are said in words', async () => {
  local.answer = (_, __, response) => {
    response.statusCode = 404
    return { error: 'Record not found' }
  }
  await expect(run('mastodon', 'nobody@museum.example')).rejects.toThrow(
    'mastodon:nobody@museum.example could not be fetched: Record not found',
  )
  await expect(run('mastodon', 'nobody')).rejects.toThrow('write user@host')
  await expect(run('bluesky', 'not a handle')).rejects.toThrow('no Bluesky account')
})

test('Bluesky: pages as the server wrote them, by cursor; the thread of the post that was answered', async () => {
  local.answer = bluesky
  expect(await run('bluesky', '@loomgate.test')).toEqual([
    { thing: 'followers', pages: 2, done: true },
    { thing: 'following', pages: 1, done: true },
    { thing: 'statuses', pages: 1, done: true },
    { thing: 'threads', pages: 1, done: true },
  ])
  expect(await bodies('followers')).toMatchObject([
    { followers: [{ handle: 'ana.test', seen: 'kept' }], cursor: 'c2' },
    { followers: [{ handle: 'ben.test' }] },
  ])
  expect(local.asked.filter((url) => url.startsWith('app.bsky.feed.getPostThread'))).toHaveLength(1)
  expect((await pages('threads'))[0]?.body).toMatchObject({ thread: { post: { replyCount: 3 } } })
})

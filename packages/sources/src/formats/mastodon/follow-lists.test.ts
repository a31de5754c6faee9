import { expect, test } from 'vitest'
import { ME, OURS, read } from './mastodon.test-data.ts'

test('follow lists: blanks, a leading @, capitals and repeats as people leave them; the day in the file’s name', async () => {
  const { format, acts, told, rejected, summary } = await read(
    {
      'following_accounts_2024-03-31.csv':
        'Account address,Show boosts\nana@weavers.example, true\n@Ben@Weavers.example,false\nnobody,true\n',
    },
    OURS,
  )
  expect(format).toBe('mastodon_following_csv')
  expect(acts).toEqual([`${ME} follow ana@weavers.example`, `${ME} follow Ben@Weavers.example`])
  expect(told[0]?.[0]).toMatchObject({ snapshotTime: Date.parse('2024-03-31') })
  expect(rejected).toMatchObject([{ column: 'account address', value: 'nobody' }])
  expect(summary.coverage).toMatchObject([{ direction: 'outbound', acts: ['follow'], account: { handle: ME } }])
})

test('followers go the other way; both lists have to be told whose they are', async () => {
  const followers = { 'followers.csv': 'Account address\r\nana@weavers.example\r\n' }
  expect(await read(followers, OURS)).toMatchObject({
    format: 'mastodon_followers_csv',
    acts: [`ana@weavers.example follow ${ME}`],
  })
  await expect(read(followers)).rejects.toMatchObject({ name: 'AccountNeeded', platform: 'mastodon' })
})

test('a list of muted accounts is nobody’s business', async () => {
  await expect(read({ 'muted.csv': 'Account address,Hide notifications\na@b.example,true\n' }, OURS)).rejects.toThrow(
    /private/,
  )
})

test('a table with that column among others is no list of followers', async () => {
  await expect(read({ 'a.csv': 'Account address,City\na@b.example,Leeds\n' }, OURS)).rejects.toMatchObject({
    name: 'UnknownFormat',
  })
})

test.each([
  ['lists.csv', 'Friends,ana@weavers.example\nFriends,ben@b.example\n'],
  ['blocked_accounts.csv', 'spam@bad.example\ntroll@bad.example\n'],
  ['blocked_domains.csv', 'bad.example\nworse.example\n'],
  ['bookmarks.csv', 'https://a.example/users/ana/statuses/1\nhttps://b.example/users/ben/statuses/2\n'],
])('%s, which Mastodon writes without a header, is taken for nothing', async (name, content) => {
  await expect(read({ [name]: content }, OURS)).rejects.toMatchObject({ name: 'UnknownFormat' })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toldBy } from './told.test-data.ts'

test('support conversations: each turn answers the one before it, the account’s answer closes them; one row each', async () => {
  const dialog = {
    dialogHeader: { company: 'LoomHelp', sessionID: 's1' },
    dialogContent: [
      {
        client: 'ana',
        datetime: '2020-04-01T17:31:32.000Z',
        message: '@LoomHelp it broke',
        tweet_ID: '1245403438755852288',
      },
      { client1: 'ben', datetime: '2020-04-01T17:41:32.000Z', message: 'mine too', tweet_ID: '1245403438755852289' },
    ],
    agentURL: { tweet_ID: '1245425308704149506', url_utterance: 'See here' },
  }
  const { format, told, acts, rejected } = await toldBy([dialog, { ...dialog, dialogHeader: {} }])
  expect(format).toBe('x_support_dialogs')
  expect(told).toMatchObject([
    [
      { author: { handle: 'ana' }, parentAuthor: { handle: 'LoomHelp' } },
      { author: { handle: 'ben' }, parentAuthor: { handle: 'ana' }, parentId: '1245403438755852288' },
      {
        author: { handle: 'LoomHelp' },
        parentAuthor: { handle: 'ben' },
        time: Date.parse('2020-04-01T18:58:27.135Z'),
        conversationId: 's1',
      },
    ],
  ])
  expect(acts).toEqual(['@ana reply @LoomHelp', '@ben reply @ana', '@LoomHelp reply @ben'])
  expect(rejected).toMatchObject([{ column: 'company', place: { row: 2 } }])
})

test('the first turn answers nobody unless it begins with a name; going on oneself answers oneself', async () => {
  const turn = (message: string, tweet_ID: string) => ({
    client: 'ana',
    datetime: '2020-04-01T17:31:32.000Z',
    message,
    tweet_ID,
  })
  const { told, acts } = await toldBy([
    {
      dialogHeader: { company: 'LoomHelp', sessionID: 's2' },
      dialogContent: [turn('My loom broke, @LoomHelp', '1'), turn('@LoomHelp and it burns', '2')],
      agentURL: {},
    },
    { dialogHeader: { company: 'LoomHelp' }, dialogContent: [], agentURL: { tweet_ID: '3' } },
  ])
  expect(told.flat().map((record) => record.type === 'post' && record.kind)).toEqual(['original', 'reply'])
  expect(acts).toEqual(['@ana mention @LoomHelp', '@ana reply @ana', '@ana mention @LoomHelp'])
})

test('whatever a field holds, its conversation is one row and the next is read', async () => {
  const turn = { client: 'ana', datetime: '2020-04-01T17:31:32.000Z', message: '@LoomHelp hi', tweet_ID: '1' }
  const dialog = { dialogHeader: { company: 'LoomHelp' }, dialogContent: [turn], agentURL: { tweet_ID: '3' } }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(turn)),
      fc.jsonValue(),
      fc.jsonValue(),
      async (key, value, whatever) => {
        const { rows } = await toldBy([
          dialog,
          { ...dialog, dialogContent: [{ ...turn, [key]: value }] },
          { ...dialog, dialogContent: whatever },
          { ...dialog, dialogHeader: whatever, agentURL: whatever },
          dialog,
        ])
        expect(rows).toHaveLength(5)
        expect([rows[0]?.outcome, rows[4]?.outcome]).toEqual(['record', 'record'])
      },
    ),
    { seed: 2020, numRuns: 100 },
  )
})

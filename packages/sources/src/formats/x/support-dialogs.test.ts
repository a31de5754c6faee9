import { expect, test } from 'vitest'
import { toldBy } from './told.test-data.ts'

test('support conversations: each turn answers who spoke before, the account’s last answer closes them; one row each', async () => {
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
  const { format, told } = await toldBy([dialog, { ...dialog, dialogHeader: {} }])
  expect(format).toBe('x_support_dialogs')
  expect(told).toMatchObject([
    [
      { author: { handle: 'ana' }, parentAuthor: { handle: 'LoomHelp' } },
      { author: { handle: 'ben' }, parentAuthor: { handle: 'ana' }, parentId: '1245403438755852288' },
      { author: { handle: 'LoomHelp' }, parentAuthor: { handle: 'ben' }, time: expect.any(Number) as number },
    ],
  ])
})

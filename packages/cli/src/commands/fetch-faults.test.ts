import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { type Answering, bluesky, bodies, listening, local, mastodon, run, useLocalServer } from './fetch.test-data.ts'

// Waits between attempts take no time here; how long they would be is looked at.
vi.mock('node:timers/promises', () => ({ setTimeout: vi.fn(() => Promise.resolve()) }))

useLocalServer()
beforeEach(() => {
  vi.mocked(sleep).mockClear()
})

const waits = () => vi.mocked(sleep).mock.calls.map(([milliseconds]) => milliseconds)

/** What both platforms have to stand: the list of those whom the account follows, which is empty here. */
const PLATFORMS: [string, string, RegExp, Answering][] = [
  ['mastodon', 'loomgate@museum.example', /\/following$/, mastodon],
  ['bluesky', 'loomgate.test', /\.getFollows$/, bluesky],
]

type Fault = (response: ServerResponse, request: IncomingMessage) => unknown

/** Answers questions for one list with a fault so many times, everything else as the platform does. */
function faulty(list: RegExp, platform: Answering, times: number, fault: Fault): { count: number } {
  const asked = { count: 0 }
  local.answer = (url, request, response) => {
    if (!list.test(url.pathname) || asked.count++ >= times) return platform(url, request, response)
    return fault(response, request)
  }
  return asked
}

const answering =
  (status: number, kind: string, body: string, headers: Record<string, string> = {}): Fault =>
  (response) => {
    response.writeHead(status, { 'content-type': kind, ...headers })
    response.end(body)
  }

const BUSY = JSON.stringify({ error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' })
const IN_A_MINUTE = () => Date.now() + 60_000

test.each(PLATFORMS)(
  '%s: a limit that is reached is waited for until it is set back',
  async (name, who, list, platform) => {
    const reset =
      name === 'mastodon'
        ? {
            'x-ratelimit-limit': '300',
            'x-ratelimit-remaining': '0',
            'x-ratelimit-reset': new Date(IN_A_MINUTE()).toISOString(),
          }
        : {
            'ratelimit-limit': '3000',
            'ratelimit-remaining': '0',
            'ratelimit-reset': String(Math.ceil(IN_A_MINUTE() / 1000)),
            'ratelimit-policy': '3000;w=300',
          }
    const asked = faulty(list, platform, 1, answering(429, 'application/json', BUSY, reset))
    expect(await run(name, who, '--only', 'following')).toEqual([{ thing: 'following', pages: 1, done: true }])
    expect(asked.count).toBe(2)
    expect(waits()).toHaveLength(1)
    expect(waits()[0]).toBeGreaterThan(50_000)
    expect(waits()[0]).toBeLessThanOrEqual(61_000)
  },
)

test.each(PLATFORMS)('%s: retry-after is kept to', async (name, who, list, platform) => {
  faulty(list, platform, 2, answering(429, 'application/json', BUSY, { 'retry-after': '7' }))
  expect(await run(name, who, '--only', 'following')).toMatchObject([{ done: true }])
  expect(waits()).toEqual([7000, 7000])
})

test.each(
  PLATFORMS.flatMap(([name, who, list, platform]) =>
    (['application/json', 'text/html', 'text/plain'] as const).map((kind) => ({ name, who, list, platform, kind })),
  ),
)(
  '$name: a server out of order for a moment, in $kind, is asked again',
  async ({ name, who, list, platform, kind }) => {
    const body = kind === 'application/json' ? BUSY : '<h1>Bad gateway</h1>'
    faulty(list, platform, 2, answering(502, kind, body))
    expect(await run(name, who, '--only', 'following')).toMatchObject([{ done: true }])
    expect(waits()).toEqual([1000, 2000])
  },
)

test.each(PLATFORMS)(
  '%s: a connection that is cut, before an answer and within, is asked again',
  async (name, who, list, platform) => {
    let cuts = 0
    faulty(list, platform, 2, (response) => {
      if (cuts++ === 0) return void response.destroy()
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('[{"id":')
      setImmediate(() => response.destroy())
    })
    expect(await run(name, who, '--only', 'following')).toMatchObject([{ done: true }])
    expect(waits()).toEqual([1000, 2000])
  },
)

test.each(PLATFORMS)(
  '%s: who stays out of order is given up after six attempts, in words',
  async (name, who, list, platform) => {
    const asked = faulty(list, platform, 99, answering(503, 'text/html', '<h1>Sorry</h1>'))
    await expect(run(name, who, '--only', 'following')).rejects.toThrow(
      /could not be fetched: .* answers 503 without readable JSON/,
    )
    expect(asked.count).toBe(6)
  },
)

test.each(PLATFORMS)(
  '%s: a web page in place of an answer is refused at once, in words',
  async (name, who, list, platform) => {
    for (const [status, kind, body] of [
      [200, 'text/html', '<h1>Welcome</h1>'],
      [403, 'text/html', '<h1>Forbidden</h1>'],
      [404, 'application/json', ''],
      [404, 'application/json', 'null'],
    ] as const) {
      faulty(list, platform, 99, answering(status, kind, body))
      await expect(run(name, who, '--only', 'following')).rejects.toThrow(`answers ${status} without readable JSON`)
    }
    expect(waits()).toEqual([])
  },
)

test('Mastodon: what is wrong in an answer, and not with the connection, is not asked for again', async () => {
  const asked = faulty(/\/following$/, mastodon, 99, answering(200, 'application/json', '{"following":[]}'))
  await expect(run('mastodon', 'loomgate@museum.example', '--only', 'following')).rejects.toThrow(
    'does not answer with a list',
  )
  expect(asked.count).toBe(1)
  expect(waits()).toEqual([])
})

test.each(PLATFORMS)(
  '%s: JSON nested without reason is refused, not recursed into',
  async (name, who, list, platform) => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const asked = faulty(list, platform, 99, answering(200, 'application/json', `{"follows":${deep}}`))
    await expect(run(name, who, '--only', 'following')).rejects.toThrow('nested deeper than 511 levels')
    expect(asked.count).toBe(1)
  },
)

test.each(PLATFORMS)('%s: an answer without end is given up at 64 MB', async (name, who, list, platform) => {
  const megabyte = ' '.repeat(1024 * 1024)
  let sent = 0
  const asked = faulty(list, platform, 99, (response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const more = () => {
      while (!response.destroyed && sent++ < 1000 && response.write(megabyte));
    }
    response.on('drain', more)
    more()
  })
  await expect(run(name, who, '--only', 'following')).rejects.toThrow('is larger than 64 MB')
  expect(asked.count).toBe(1)
  expect(sent).toBeLessThan(200)
})

test.each(PLATFORMS)('%s: pages with ever new cursors and nothing new end', async (name, who, list, platform) => {
  let page = 0
  faulty(list, platform, 999, (response) => {
    page++
    response.setHeader('link', `<${local.address}/api/v1/accounts/7/following?max_id=${page}>; rel="next"`)
    const subject = { did: 'did:plc:loomaaaaaaaaaaaaaaaaaaaa', handle: 'loom.test' }
    return name === 'mastodon' ? [{ id: '1', acct: 'a' }] : { subject, follows: [], cursor: String(page) }
  })
  await expect(run(name, who, '--only', 'following')).rejects.toThrow(
    'pages of following one after the other with nothing new',
  )
  expect(page).toBeLessThanOrEqual(21)
  expect(await bodies('following')).toHaveLength(page)
})

/** A second server, which nobody named; counts what it is asked, and with which secrets. */
async function stranger(): Promise<{ address: string; told: string[] }> {
  const told: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece) => {
      body += String(piece)
    })
    request.on('end', () => {
      told.push(`${request.headers.authorization ?? ''}${body}`)
      response.setHeader('content-type', 'application/json')
      response.end('[]')
    })
  })
  onTestFinished(() => void server.close())
  return { address: await listening(server), told }
}

test.each([302, 307, 308])('a question with a secret is not sent on to another server, status %j', async (status) => {
  const other = await stranger()
  const sendingOn: Answering = (url, request, response) => {
    if (url.pathname.endsWith('/lookup')) return mastodon(url, request, response)
    response.writeHead(status, { location: `${other.address}${url.pathname}` })
    response.end()
    return undefined
  }
  local.answer = sendingOn
  vi.stubEnv('MASTODON_ACCESS_TOKEN', 'secret')
  const refusal = `sends on to ${other.address}, which is not told the secret`
  await expect(run('mastodon', 'loomgate@museum.example', '--only', 'following')).rejects.toThrow(refusal)
  vi.stubEnv('BLUESKY_APP_PASSWORD', 'secret')
  await expect(run('bluesky', 'loomgate.test', '--only', 'following')).rejects.toThrow(refusal)
  expect(other.told).toEqual([])
})

test('without a secret an answer may come from where the server sends on to', async () => {
  const other = await stranger()
  faulty(/\/following$/, mastodon, 99, answering(302, 'text/html', '', { location: `${other.address}/x` }))
  expect(await run('mastodon', 'loomgate@museum.example', '--only', 'following')).toMatchObject([{ done: true }])
  expect(other.told).toEqual([''])
})

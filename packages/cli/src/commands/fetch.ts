import { setTimeout as sleep } from 'node:timers/promises'
import { Argument, Command, InvalidArgumentError } from 'commander'
import { CannotDo } from '../expected-error.ts'
import {
  BLUESKY_HOME_SERVER,
  BLUESKY_PUBLIC_SERVER,
  blueskyAccount,
  blueskyRefusal,
  blueskySources,
} from '../fetch/bluesky.ts'
import { carefulFetch, NoAnswer } from '../fetch/careful-fetch.ts'
import { collect, type Fetched, type Sources } from '../fetch/collect.ts'
import { FETCHED_THINGS, FetchedFolder, type FetchedThing } from '../fetch/fetched-folder.ts'
import { mastodonAccount, mastodonRefusal, mastodonSources } from '../fetch/mastodon.ts'
import { patiently } from '../fetch/patience.ts'

interface FetchOptions {
  out: string
  only?: FetchedThing[]
  server?: string
  pagesMax: number
  json?: boolean
}

/** Ten million followers at the most that either platform gives on a page; the rest is a server that never ends. */
const PAGES_MAX = 100_000

/** `weft fetch`: public data of an account through its server's API, kept as that API's own JSON. */
export function fetchCommand(): Command {
  return new Command('fetch')
    .description(
      'Fetch an account’s followers, follows, statuses, threads and notifications into a folder that `weft import` reads. ' +
        'Goes on where it stopped; waits as long as the server asks, up to 20 minutes. Notifications need ' +
        'MASTODON_ACCESS_TOKEN, or BLUESKY_APP_PASSWORD, which go to no other server. Answers above 64 MB are ' +
        'refused, and so is a server that gives page after page with nothing new.',
    )
    .addArgument(new Argument('<platform>', 'where the account lives').choices(['mastodon', 'bluesky']))
    .argument('<account>', 'user@host on Mastodon, a handle or DID on Bluesky')
    .requiredOption('--out <folder>', 'where to write; each account needs a folder of its own')
    .option('--only <things>', `of ${FETCHED_THINGS.join(', ')}, those with commas between`, thingsOption)
    .option('--server <url>', 'another server than the account’s own', serverOption)
    .option(
      '--pages-max <number>',
      'stop at so many pages of each; a later run with more goes on',
      pagesOption,
      PAGES_MAX,
    )
    .option('--json', 'print what was fetched as JSON')
    .action(async (platform: 'mastodon' | 'bluesky', account: string, options: FetchOptions) => {
      const fetched = await withFetch(carefulFetch(globalThis.fetch), () => fetchAll(platform, account, options)).catch(
        (error: unknown) => {
          throw inWords(error, `${platform}:${account}`)
        },
      )
      if (options.json === true) {
        process.stdout.write(`${JSON.stringify({ folder: options.out, fetched })}\n`)
        return
      }
      for (const { thing, pages, done } of fetched) {
        process.stdout.write(
          `${thing}: ${pages} pages${done ? '' : ', more to come: run it again with more --pages-max'}\n`,
        )
      }
    })
}

async function fetchAll(platform: 'mastodon' | 'bluesky', account: string, options: FetchOptions): Promise<Fetched[]> {
  const { folder, sources } = await opened(platform, account, options)
  for (const thing of options.only ?? []) {
    if (!(thing in sources)) throw new CannotDo(`${thing} need ${SECRETS[platform]} in the environment`)
  }
  const wanted = Object.fromEntries(
    Object.entries(sources).filter(([thing]) => options.only?.includes(thing as FetchedThing) ?? true),
  ) as Sources
  return await collect(folder, wanted, {
    now: () => new Date(),
    pagesMax: options.pagesMax,
    onPage: (thing, pages) => tell(`${thing}: ${pages} pages`),
  })
}

/** Mastodon's client asks by the global fetch and takes no other. */
async function withFetch<Result>(fetch: typeof globalThis.fetch, work: () => Promise<Result>): Promise<Result> {
  const usual = globalThis.fetch
  globalThis.fetch = fetch
  try {
    return await work()
  } finally {
    globalThis.fetch = usual
  }
}

/** Secrets come from the environment: a command line is there for everybody on the machine to see. */
const SECRETS = { mastodon: 'MASTODON_ACCESS_TOKEN', bluesky: 'BLUESKY_APP_PASSWORD' } as const

async function opened(
  platform: 'mastodon' | 'bluesky',
  account: string,
  { out, server }: FetchOptions,
): Promise<{ folder: FetchedFolder; sources: Sources }> {
  const refusalOf = platform === 'mastodon' ? mastodonRefusal : blueskyRefusal
  const patience = {
    refusalOf: (error: unknown) => (error instanceof NoAnswer ? error : refusalOf(error)),
    wait: (milliseconds: number) => sleep(milliseconds),
    onWait: (milliseconds: number) => tell(`the server asks to wait ${Math.ceil(milliseconds / 1000)} s`),
  }
  const ask = <Answer>(question: () => Promise<Answer>): Promise<Answer> =>
    patiently(() => question().catch(rethrowOwn), patience)
  const secret = process.env[SECRETS[platform]] ?? null
  if (platform === 'mastodon') {
    const { user, host } = mastodonAccount(account)
    const folder = await FetchedFolder.open(out, platform, `${user}@${host}`)
    const sources = await mastodonSources({ server: server ?? `https://${host}`, user, token: secret }, folder, ask)
    return { folder, sources }
  }
  const actor = blueskyAccount(account)
  const folder = await FetchedFolder.open(out, platform, actor)
  const home = secret === null ? BLUESKY_PUBLIC_SERVER : BLUESKY_HOME_SERVER
  return { folder, sources: await blueskySources({ server: server ?? home, actor, password: secret }, folder, ask) }
}

/** Bluesky's client wraps what the fetch threw that it was given. */
function rethrowOwn(error: unknown): never {
  const cause = error instanceof Error ? error.cause : undefined
  throw cause instanceof CannotDo || cause instanceof NoAnswer ? cause : error
}

/** Errors of the platforms' own clients are for people, too: they say what the server said. */
function inWords(error: unknown, account: string): unknown {
  if (error instanceof CannotDo || !(error instanceof Error)) return error
  return new CannotDo(`${account} could not be fetched: ${error.message}`, { cause: error })
}

function tell(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[2K${text}`)
}

function thingsOption(text: string): FetchedThing[] {
  return text.split(',').map((word) => {
    const thing = FETCHED_THINGS.find((known) => known === word.trim())
    if (thing === undefined) throw new InvalidArgumentError(`"${word}" is none of ${FETCHED_THINGS.join(', ')}`)
    return thing
  })
}

function pagesOption(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('write a whole number above 0')
}

/** Both platforms' APIs are at the root of their server. */
function serverOption(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol)) throw new InvalidArgumentError('write https:// and its name')
  return url.origin
}

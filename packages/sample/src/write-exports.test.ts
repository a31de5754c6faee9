import { PARTIES } from '@weft/model/party'
import { isWithin, quarterNamed } from '@weft/model/quarter'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { type Entry, fromBuffer } from 'yauzl'
import type { ExportFile } from './export-file.ts'
import { generateInstitution, STORY } from './generate-institution.ts'
import { evenKnobs } from './knobs.ts'
import { timeOfSnowflake } from './snowflake.ts'
import { directionOf } from './truth.ts'
import { writeExports, writeTruth } from './write-exports.ts'

const story = generateInstitution(STORY)
const files = await writeExports(story)
const [archive, interactions, follows, roster] = files as [ExportFile, ExportFile, ExportFile, ExportFile]
const lists = await archiveLists(archive)
const tweets = lists.get('data/tweets.js') as { tweet: Tweet }[]
const rows = recordsOf(interactions)

interface Tweet {
  id: string
  id_str: string
  full_text: string
  created_at: string
  display_text_range: [string, string]
  entities: {
    user_mentions: { screen_name: string; indices: [string, string] }[]
    urls: { url: string; indices: [string, string] }[]
    hashtags: { text: string; indices: [string, string] }[]
  }
  edit_info: { initial: { editTweetIds: string[] } }
  in_reply_to_status_id?: string
  in_reply_to_user_id?: string
  in_reply_to_screen_name?: string
}

test('the same seed gives the same bytes, another seed others', async () => {
  const again = await writeExports(generateInstitution(STORY))
  const other = await writeExports(generateInstitution({ ...STORY, seed: 2 }))
  for (const [place, file] of files.entries()) {
    expect(again[place]?.name).toBe(file.name)
    expect(Buffer.from(file.bytes).equals(again[place]?.bytes ?? new Uint8Array())).toBe(true)
    expect(Buffer.from(file.bytes).equals(other[place]?.bytes ?? new Uint8Array())).toBe(false)
  }
})

test('the bytes of the archive do not depend on the time zone', async () => {
  const zone = process.env['TZ']
  try {
    process.env['TZ'] = 'Pacific/Auckland'
    expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(-780)
    const [there] = await writeExports(story)
    expect(Buffer.from(archive.bytes).equals(there?.bytes ?? new Uint8Array())).toBe(true)
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
})

test('the archive is named and laid out as X does it, and its manifest counts its lists', () => {
  expect(archive.name).toMatch(/^twitter-2026-07-03-[0-9a-f]{64}\.zip$/)
  const manifest = lists.get('data/manifest.js') as {
    userInfo: { userName: string }
    dataTypes: Record<string, { files: { fileName: string; count: string }[] }>
  }
  expect(manifest.userInfo.userName).toBe(story.brand.handle)
  const parts = Object.values(manifest.dataTypes).flatMap(({ files: some }) => some)
  expect(parts.map(({ fileName }) => fileName).sort()).toEqual(
    [...lists.keys()].filter((name) => name !== 'data/manifest.js').sort(),
  )
  for (const { fileName, count } of parts) expect(lists.get(fileName)).toHaveLength(Number(count))
})

test('the archive holds the posts of the brand and nobody else’s', () => {
  const own = new Set(story.posts.filter(({ author }) => author === story.brand).map(({ id }) => id))
  expect(new Set(tweets.map(({ tweet }) => tweet.id_str))).toEqual(own)
  expect(tweets).toHaveLength(own.size)
})

test('every number in a tweet is text, and its id tells its time', () => {
  const numbers = tweets.flatMap(({ tweet }) => leavesOf(tweet)).filter((leaf) => typeof leaf === 'number')
  expect(numbers).toEqual([])
  for (const { tweet } of tweets) {
    const second = Math.floor(timeOfSnowflake(tweet.id) / 1000) * 1000
    expect(Date.parse(tweet.created_at)).toBe(second)
    expect(tweet.edit_info.initial.editTweetIds).toEqual([tweet.id])
  }
})

test('what a tweet names stands where its indices say, counted in code points', () => {
  for (const { tweet } of tweets) {
    const points = Array.from(tweet.full_text)
    const at = ([from, to]: [string, string]) => points.slice(Number(from), Number(to)).join('')
    for (const named of tweet.entities.user_mentions) expect(at(named.indices)).toBe(`@${named.screen_name}`)
    for (const link of tweet.entities.urls) expect(at(link.indices)).toBe(link.url)
    for (const tag of tweet.entities.hashtags) expect(at(tag.indices)).toBe(`#${tag.text}`)
    expect(tweet.display_text_range).toEqual(['0', String(points.length)])
  }
})

test('texts are escaped as X escapes them, and only so', () => {
  const escaped = tweets.filter(({ tweet }) => tweet.full_text.includes('&amp;'))
  expect(escaped.length).toBeGreaterThan(0)
  for (const { tweet } of tweets) expect(tweet.full_text.replaceAll(/&(amp|lt|gt);/g, '')).not.toMatch(/[&<>]/)
})

test('a retweet is cut at 140 characters and names its author first', () => {
  const retweets = tweets.map(({ tweet }) => tweet).filter(({ full_text }) => full_text.startsWith('RT @'))
  const lengths = retweets.map(({ full_text }) => Array.from(full_text.replaceAll(/&(amp|lt|gt);/g, '&')).length)
  expect(retweets.length).toBeGreaterThan(50)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(140)
  for (const { entities } of retweets) expect(entities.user_mentions[0]?.indices[0]).toBe('3')
})

test('every reply’s parent is in the archive or in the table of interactions', () => {
  const known = new Set([...tweets.map(({ tweet }) => tweet.id), ...rows.map(({ id }) => id)])
  const replies = tweets.map(({ tweet }) => tweet).filter((tweet) => tweet.in_reply_to_status_id !== undefined)
  expect(replies.length).toBeGreaterThan(500)
  for (const tweet of replies) expect(known.has(tweet.in_reply_to_status_id as string)).toBe(true)
  for (const row of rows.filter(({ kind }) => kind === 'reply'))
    expect(known.has(row['parent_id'] as string)).toBe(true)
})

test('the table of interactions holds no act of the brand, and each act once', () => {
  expect(rows.filter(({ actor }) => actor === story.brand.handle)).toEqual([])
  const acts = rows.map(({ id, kind, actor, target }) => `${id} ${kind} ${actor} ${target}`)
  expect(new Set(acts).size).toBe(acts.length)
})

test('the truth counts the rows of every file', () => {
  const truth = JSON.parse(Buffer.from(writeTruth(story, files).bytes).toString('utf8')) as {
    files: Record<string, Record<string, number>>
  }
  expect(truth.files[interactions.name]?.['rows']).toBe(rows.length)
  expect(truth.files[follows.name]?.['rows']).toBe(recordsOf(follows).length)
  expect(truth.files[roster.name]?.['rows']).toBe(recordsOf(roster).length)
  for (const [name, list] of lists) {
    if (!Array.isArray(list)) continue
    expect(truth.files[archive.name]?.[name.replace(/^data\/|\.js$/g, '')]).toBe(list.length)
  }
})

test('the truth’s counts by kind and direction are those of the files', () => {
  const parties = new Map(story.accounts.map(({ handle, party }) => [handle, party]))
  for (const { quarter, interactions: counted } of story.truth.quarters) {
    const bounds = quarterNamed(quarter)
    for (const direction of ['inbound', 'among_others'] as const) {
      for (const kind of ['reply', 'mention', 'repost', 'quote', 'like'] as const) {
        const inFile = rows.filter(
          (row) =>
            row['kind'] === kind &&
            isWithin(Date.parse(row['time'] ?? ''), bounds) &&
            directionOf(parties.get(row['actor'] ?? '') ?? 'owned', parties.get(row['target'] ?? '') ?? 'owned') ===
              direction,
        )
        expect(inFile).toHaveLength(counted[direction][kind])
      }
    }
  }
})

test('the roster names every account but strangers, customers with their consent', () => {
  const listed = recordsOf(roster)
  const named = PARTIES.filter((party) => party !== 'unclassified')
  for (const party of named) {
    expect(listed.filter((row) => row['party'] === party)).toHaveLength(story.truth.accounts[party])
  }
  const customers = listed.filter((row) => row['party'] === 'customer')
  for (const row of customers) expect(['consented', 'self_described']).toContain(row['basis'])
  const employees = listed.filter((row) => row['party'] === 'employee')
  for (const row of employees) expect(row['department']).not.toBe('')
})

test('follows come in two lists, and the archive’s followers are those of the later one', () => {
  const listed = recordsOf(follows)
  const days = [...new Set(listed.map((row) => row['snapshot_date']))]
  expect(days).toHaveLength(2)
  const followers = listed.filter((row) => row['snapshot_date'] === days[1] && row['followed'] === story.brand.handle)
  expect(lists.get('data/follower.js')).toHaveLength(followers.length)
  expect(followers.length).toBeGreaterThan(100)
})

test('an institution with nobody in it still hands in readable files', async () => {
  const lonely = generateInstitution({
    seed: 1,
    quarters: ['2026-Q1'],
    knobs: [evenKnobs(1)],
    size: {
      staff: 1,
      customers: 0,
      partners: 0,
      thirdParties: 0,
      media: 0,
      unclassified: 0,
      activeOutsiders: 0,
      originalsPerQuarter: 5,
    },
  })
  const [alone, ...tables] = (await writeExports(lonely)) as [ExportFile, ...ExportFile[]]
  const own = lonely.posts.filter(({ author }) => author === lonely.brand)
  expect((await archiveLists(alone)).get('data/tweets.js')).toHaveLength(own.length)
  for (const table of tables) expect(recordsOf(table)).toHaveLength(table.rows['rows'] ?? -1)
})

function recordsOf({ bytes }: ExportFile): Record<string, string>[] {
  return parse(Buffer.from(bytes), { columns: true })
}

/** The archive's files, parsed from behind the first `=`. */
async function archiveLists({ bytes }: ExportFile): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>()
  for (const [name, text] of await unzipped(Buffer.from(bytes))) {
    found.set(name, JSON.parse(text.slice(text.indexOf('=') + 1)))
  }
  return found
}

function unzipped(bytes: Buffer): Promise<[string, string][]> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (openError, zip) => {
      if (openError !== null) return reject(openError)
      const texts: [string, string][] = []
      zip.on('error', reject)
      zip.on('end', () => resolve(texts))
      zip.on('entry', (entry: Entry) => {
        zip.openReadStream(entry, (readError, stream) => {
          if (readError !== null) return reject(readError)
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('error', reject)
          stream.on('end', () => {
            texts.push([entry.fileName, Buffer.concat(chunks).toString('utf8')])
            zip.readEntry()
          })
        })
      })
      zip.readEntry()
    })
  })
}

function leavesOf(value: unknown): unknown[] {
  if (value === null || typeof value !== 'object') return [value]
  return Object.values(value).flatMap(leavesOf)
}

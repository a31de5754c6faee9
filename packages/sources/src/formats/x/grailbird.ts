import type { AccountRecord } from '@weft/model/account-record'
import { inBatches } from '../../batches.ts'
import { type Export, type ExportFile, filesBelowWrapper } from '../../export.ts'
import type { Format, Match, ReadSummary, SourceRow } from '../../format.ts'
import { javascriptObject, javascriptRows } from '../../javascript-rows.ts'
import { asObject, idAt, isObject, type JsonObject, objectAt, textAt, wholeNumberAt } from '../../json-fields.ts'
import { madeRow } from '../../made-row.ts'
import { BrokenFile, EmptyExport } from '../../refusal.ts'
import { readTime } from '../../time.ts'
import { tweetsCsvRows } from './grailbird-csv.ts'
import { NO_PARENT, type Parent, postOfTweet, quotedBy, quotesOfReply, repliedTo, xAccount } from './tweet.ts'

/** The archive that Twitter gave out from 2012 to 2018. A row is a distinct tweet. */
export const grailbird: Format = {
  id: 'x_grailbird',
  name: 'Twitter archive (2012 to 2018)',
  extent: 'archive',
  howToGet:
    'No longer given out. It is the zip with index.html, tweets.csv and data/js/tweets/ that Twitter mailed until 2018; hand that in as it is.',
  tells: 'What the account posted, answered, passed on and quoted, with text.',
  cannotTell: 'What others wrote to the account; follows; likes.',
  match: matchGrailbird,
  read: (exported) => inBatches(readGrailbird(exported)),
}

interface GrailbirdFiles {
  userDetails: ExportFile | null
  payloadDetails: ExportFile | null
  tweetIndex: ExportFile | null
  months: ExportFile[]
  tweetsCsv: ExportFile | null
}

function grailbirdFiles(exported: Export): GrailbirdFiles {
  // The folder may have been handed in from `data` or `data/js` down.
  const files = new Map(
    [...filesBelowWrapper(exported)].map(([path, file]) => [path.replace(/^(data\/)?(js\/)?/, ''), file] as const),
  )
  const months = [...files].filter(([path]) => /^(tweets\/)?\d{4}_\d{2}\.js$/.test(path))
  return {
    userDetails: files.get('user_details.js') ?? null,
    payloadDetails: files.get('payload_details.js') ?? null,
    tweetIndex: files.get('tweet_index.js') ?? null,
    months: months.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, file]) => file),
    tweetsCsv: files.get('tweets.csv') ?? null,
  }
}

async function matchGrailbird(exported: Export): Promise<Match> {
  const { userDetails, months, tweetsCsv } = grailbirdFiles(exported)
  const who = userDetails ?? months[0] ?? null
  const found: string[] = []
  const missing: string[] = []
  if (months[0] !== undefined) found.push(months[0].path)
  if (tweetsCsv !== null) found.push(tweetsCsv.path)
  if (found.length === 0) missing.push('data/js/tweets/YEAR_MONTH.js or tweets.csv')
  if (who === null) missing.push('data/js/user_details.js')
  else found.push(who.path)
  return { found, missing }
}

async function* readGrailbird(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const files = grailbirdFiles(exported)
  const owner = await readOwner(files)
  const seen = new Set<string>()
  const times: number[] = []
  let rows = 0
  let repeated = 0
  let fromCsv = 0
  const take = (id: string | null): boolean => {
    if (id !== null && seen.has(id)) return false
    if (id !== null) seen.add(id)
    rows++
    return true
  }
  for (const file of files.months) {
    let row = 0
    for await (const item of javascriptRows(file)) {
      row++
      const tweet = asObject(item)
      if (take(idAt(tweet, 'id_str', 'id'))) {
        const place = { file: file.path, unit: 'item', row } as const
        yield watched(
          madeRow(place, () => {
            const post = postOfTweet(tweet, owner.account, parentInMonth)
            return [post, ...quotesOfReply(post, quotedBy(tweet))]
          }),
          times,
        )
      } else repeated++
    }
  }
  if (files.tweetsCsv !== null) {
    for await (const { id, row } of tweetsCsvRows(files.tweetsCsv, owner.account)) {
      if (!take(id)) continue
      fromCsv++
      yield watched(row, times)
    }
  }
  if (rows === 0) throw new EmptyExport(exported.name, 'rows')
  const payload = files.payloadDetails === null ? {} : asObject(await javascriptObject(files.payloadDetails))
  const made = readTime(textAt(payload, 'created_at') ?? '')?.time ?? null
  const [first, last] = times
  return {
    owner,
    coverage: [
      {
        platform: 'x',
        account: owner.account,
        direction: 'outbound',
        acts: ['post', 'reply', 'mention', 'repost', 'quote'],
        text: true,
        from: first ?? null,
        to: last === undefined ? null : Math.max(last, made ?? last),
      },
    ],
    notes: [
      ...(await missingMonths(files)),
      ...(repeated > 0 ? [`${repeated} tweets stand in more than one month file: counted once`] : []),
      ...(fromCsv > 0
        ? [`${fromCsv} tweets are in tweets.csv only: who they mention is taken from their text, by handle`]
        : []),
      ...countNote(payload, rows),
    ],
  }
}

/** Month files hold the passed-on tweet itself; a text that merely begins with `RT @` was typed by hand. */
function parentInMonth(tweet: JsonObject): Parent {
  if (!isObject(tweet['retweeted_status'])) return repliedTo(tweet) ?? quotedBy(tweet) ?? NO_PARENT
  const origin = tweet['retweeted_status']
  const author = objectAt(origin, 'user')
  return {
    kind: 'repost',
    parentId: idAt(origin, 'id_str', 'id'),
    parentAuthor: xAccount(idAt(author, 'id_str', 'id'), textAt(author, 'screen_name')),
  }
}

function watched(row: SourceRow, times: number[]): SourceRow {
  const time = row.outcome === 'record' && row.record.type === 'post' ? row.record.time : null
  if (time !== null) {
    times[0] = Math.min(times[0] ?? time, time)
    times[1] = Math.max(times[1] ?? time, time)
  }
  return row
}

/** Whose archive it is: `user_details.js`, else the author of its first tweet. */
async function readOwner({ userDetails, months }: GrailbirdFiles): Promise<AccountRecord> {
  const details = userDetails === null ? await firstAuthor(months) : asObject(await javascriptObject(userDetails))
  const account = xAccount(idAt(details, 'id_str', 'id'), textAt(details, 'screen_name'))
  if (account === null) {
    const file = userDetails?.path ?? months[0]?.path ?? 'data/js/user_details.js'
    throw new BrokenFile(file, 'its start', 'the id and screen name of the archive’s owner')
  }
  return {
    type: 'account',
    account,
    displayName: textAt(details, 'full_name') ?? textAt(details, 'name'),
    description: textAt(details, 'bio'),
    exporter: true,
  }
}

async function firstAuthor(months: ExportFile[]): Promise<JsonObject> {
  for (const month of months) {
    for await (const item of javascriptRows(month)) return objectAt(asObject(item), 'user')
  }
  return {}
}

async function missingMonths({ tweetIndex, months }: GrailbirdFiles): Promise<string[]> {
  if (tweetIndex === null) return []
  const here = new Set(months.map((month) => month.path.split('/').at(-1)))
  const notes: string[] = []
  for await (const item of javascriptRows(tweetIndex)) {
    const fileName = textAt(asObject(item), 'file_name')
    if (fileName === null || here.has(fileName.split('/').at(-1) ?? '')) continue
    const count = wholeNumberAt(asObject(item), 'tweet_count')
    notes.push(`${fileName} is missing${count === null ? '' : `: tweet_index.js counts ${count} tweets in it`}`)
  }
  return notes
}

function countNote(payload: JsonObject, rows: number): string[] {
  const count = wholeNumberAt(payload, 'tweets')
  return count !== null && count !== rows
    ? [`payload_details.js counts ${count} tweets, ${rows} are in the archive`]
    : []
}

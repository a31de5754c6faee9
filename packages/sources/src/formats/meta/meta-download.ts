import type { AccountRef } from '@weft/model/account'
import type { Coverage, CoveredAct, Direction } from '@weft/model/coverage'
import type { Platform } from '@weft/model/platform'
import { inBatches } from '../../batches.ts'
import type { Export, ExportFile } from '../../export.ts'
import type { Format, Match, ReadOptions, ReadSummary, SourceRecord, SourceRow } from '../../format.ts'
import { asObject, isObject, type JsonObject } from '../../json-fields.ts'
import { jsonArrayItems, jsonSample } from '../../json-file.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { EmptyExport, NotData, UnknownFormat } from '../../refusal.ts'
import { metaText, metaValue } from './meta-text.ts'

/** Whose download it is, and when it was asked for. */
export interface MetaOwner {
  /** The account's handle, or its name on platforms that tell no handles. */
  handle: string
  takenAt: number | null
}

/** One kind of list in a Meta download. */
export interface MetaList {
  platform: Platform
  /** The key under which the list stands; `null` for lists that stand by themselves, as an array. */
  key: string | null
  /** For lists without a key: true for an item of this list. */
  isItem?: (item: JsonObject) => boolean
  direction: Direction
  /** What its silence says nothing of is not in here. */
  acts: readonly CoveredAct[]
  text: boolean
  /** Texts are mended already. */
  record(item: JsonObject, owner: AccountRef, takenAt: number | null): Made
}

/** A list that was found, in its file. */
interface Found {
  file: ExportFile
  list: MetaList
}

interface MetaFormat extends Pick<Format, 'id' | 'name' | 'howToGet' | 'tells' | 'cannotTell'> {
  lists: readonly MetaList[]
  /** Looks through the files for whose it is. Throws where neither they nor the options say so. */
  owner(exported: Export, options: ReadOptions): Promise<MetaOwner>
}

/** Folders that hold nothing but pictures and films; reading a first item of each file would take for ever. */
const MEDIA = /\.(jpe?g|png|gif|webp|heic|mp4|mov|srt|webm|mp3|m4a|aac|pdf)$/i

/** Where Meta writes pages instead of data. */
const PAGES = /(followers|following|friends|comments|liked_|posts|threads)[^/]*\.html$/i

/** A download of Meta's: one export of many lists, each known by what stands in its file. */
export function formatOfMetaDownload(format: MetaFormat): Format {
  const { id, name, howToGet, tells, cannotTell } = format
  return {
    id,
    name,
    extent: 'archive',
    howToGet,
    tells,
    cannotTell,
    async match(exported): Promise<Match> {
      const missing = ['a JSON file of followers, follows, posts, comments or likes']
      const [first] = await findLists(exported, format.lists, 1)
      if (first !== undefined) return { found: [first.file.path], missing: [] }
      const page = exported.files.find((file) => PAGES.test(file.path))
      if (
        page !== undefined &&
        exported.files.length > 1 &&
        !exported.files.some((file) => /\.json$/i.test(file.path))
      ) {
        const fix = 'ask Meta for it again and choose JSON, not HTML, as its format'
        throw new NotData(exported.name, 'a Meta download made of web pages (HTML)', fix)
      }
      return { found: [], missing }
    },
    read: (exported, options) => inBatches(readDownload(format, exported, options)),
  }
}

/** The lists that are known, by what their files begin with; at most `most` of them. */
async function findLists(exported: Export, lists: readonly MetaList[], most = Infinity): Promise<Found[]> {
  const found: Found[] = []
  for (const file of exported.files) {
    if (MEDIA.test(file.path)) continue
    const sample = await jsonSample(file)
    if (sample === null) continue
    const first = asObject(metaValue(sample.first))
    if (sample.layout === 'array') {
      const list = lists.find((each) => each.key === null && each.isItem?.(first) === true)
      if (list !== undefined) found.push({ file, list })
    } else {
      for (const list of lists) if (list.key !== null && Array.isArray(first[list.key])) found.push({ file, list })
    }
    if (found.length >= most) break
  }
  return found
}

async function* readDownload(
  format: MetaFormat,
  exported: Export,
  options: ReadOptions,
): AsyncGenerator<SourceRow, ReadSummary> {
  const found = await findLists(exported, format.lists)
  if (found.length === 0) {
    throw new UnknownFormat(exported.name, [{ format: format.name, found: [], missing: ['a list that is known'] }])
  }
  const { handle, takenAt } = await format.owner(exported, options)
  const covered = new Map<MetaList, Covered>()
  let rows = 0
  for (const { file, list } of found) {
    const owner: AccountRef = { platform: list.platform, platformId: null, handle }
    const cover = covered.get(list) ?? { list, owner, rows: 0, from: null, to: null }
    covered.set(list, cover)
    for await (const { item, value } of jsonArrayItems(file, list.key)) {
      rows++
      cover.rows++
      const row = madeRow({ file: file.path, unit: 'item', row: item }, () => recordOf(list, value, owner, takenAt))
      if (row.outcome === 'record') widen(cover, timeOf(row.record))
      yield row
    }
  }
  if (rows === 0) throw new EmptyExport(exported.name, 'items')
  const [first] = covered.values()
  const about = { type: 'account', displayName: null, description: null, exporter: true } as const
  return {
    owner: first === undefined ? null : { ...about, account: first.owner },
    coverage: [...covered.values()].map((cover) => coverageOf(cover, takenAt)),
    notes: [
      ...(takenAt === null ? ['no date of the download: its lists of followers have no snapshot date'] : []),
      ...(await brokenFiles(exported)).map((path) => `${path} is no whole JSON and was not read; ask for it again`),
    ],
  }
}

/** What a list that was cut off in its first item held is not known: it is not passed over in silence. */
async function brokenFiles(exported: Export): Promise<string[]> {
  const broken: string[] = []
  for (const file of exported.files) {
    if (/\.json$/i.test(file.path) && (await jsonSample(file)) === null) broken.push(file.path)
  }
  return broken
}

function recordOf(list: MetaList, value: unknown, owner: AccountRef, takenAt: number | null): Made {
  const item = metaValue(value as Parameters<typeof metaValue>[0])
  if (!isObject(item)) return { ignored: 'no object' }
  return list.record(item, owner, takenAt)
}

interface Covered {
  list: MetaList
  owner: AccountRef
  rows: number
  from: number | null
  to: number | null
}

function widen(cover: Covered, time: number | null): void {
  if (time === null) return
  if (cover.from === null || time < cover.from) cover.from = time
  if (cover.to === null || time > cover.to) cover.to = time
}

function timeOf(record: SourceRecord): number | null {
  return record.type === 'post' || record.type === 'interaction' ? record.time : null
}

/** A list of follows says what was so when it was taken; a list of acts, what was done until then. */
function coverageOf({ list, owner, from, to }: Covered, takenAt: number | null): Coverage {
  const isList = list.acts.includes('follow')
  return {
    platform: list.platform,
    account: owner,
    direction: list.direction,
    acts: [...list.acts],
    text: list.text,
    from: isList ? takenAt : from,
    to: isList ? takenAt : (takenAt ?? to),
  }
}

/** The first file that holds an object with that key, as its text mended. For small files. */
export async function metaObject(exported: Export, key: string): Promise<JsonObject | null> {
  for (const file of exported.files) {
    if (MEDIA.test(file.path)) continue
    const sample = await jsonSample(file)
    if (sample?.layout !== 'object') continue
    const first = asObject(sample.first)
    if (Object.keys(first).some((each) => metaText(each) === key)) return asObject(metaValue(first))
  }
  return null
}

import type { Coverage } from '@weft/model/coverage'
import { inBatches } from './batches.ts'
import { type Export, onlyFile } from './export.ts'
import { fetchedPage } from './fetched-page.ts'
import type { Format, ReadOptions, ReadSummary, SourceRow } from './format.ts'
import { jsonSample } from './json-file.ts'
import { brokenLine, jsonValues } from './json-values.ts'
import type { LosslessJson } from './lossless-json.ts'
import { type Made, madeRow } from './made-row.ts'
import { EmptyExport, UnknownFormat } from './refusal.ts'

/** Reads the values of one file in their order; it may keep what earlier ones told. */
export interface JsonReader<Item> {
  /** The items of a value: a page has many, a value that is itself an item one. Each is read before the next is asked for. */
  items(value: LosslessJson): Iterable<Item>
  /** What an item tells, or why it is left out. Throws `WrongCell` where it cannot be read. */
  record(item: Item): Made
  /** What the file covers and what is to be said of it, asked for when all items are read. */
  coverage(): Coverage[]
  notes(): string[]
}

/** A format of one JSON file, in whatever layout: an array, one value a line, or one value. */
interface JsonFormat<Item> extends Pick<Format, 'id' | 'name' | 'howToGet' | 'tells' | 'cannotTell'> {
  /** What the first value of such a file is, for people who ask why theirs is not recognised. */
  lookedFor: string
  /** What the first value of the file is in words, such as `tweets`; `null` where it is not of this format. */
  kindOf(first: LosslessJson): string | null
  reader(options: ReadOptions): JsonReader<Item>
}

/** The format of a file of JSON values, each holding items: every item is a row, and so is a line that is no JSON. */
export function formatOfJson<Item>(format: JsonFormat<Item>): Format {
  const { id, name, howToGet, tells, cannotTell, lookedFor } = format
  return {
    id,
    name,
    extent: 'file',
    howToGet,
    tells,
    cannotTell,
    async match(exported) {
      const file = onlyFile(exported)
      const sample = file === null ? null : await jsonSample(file)
      const kind = sample === null ? null : format.kindOf(sample.first)
      return kind === null ? { found: [], missing: [lookedFor] } : { found: [kind], missing: [] }
    },
    read: (exported, options) => inBatches(readItems(format, exported, options)),
  }
}

async function* readItems<Item>(
  format: JsonFormat<Item>,
  exported: Export,
  options: ReadOptions,
): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: format.name, found: [], missing: ['one file'] }])
  const reader = format.reader(options)
  let row = 0
  let isFetched = false
  for await (const value of jsonValues(file)) {
    if ('broken' in value) {
      row++
      yield brokenLine({ ...value.place, unit: 'item', row }, value.broken)
      continue
    }
    isFetched ||= fetchedPage(value.value) !== null
    for (const item of reader.items(value.value)) {
      row++
      yield madeRow({ file: file.path, unit: 'item', row }, () => reader.record(item))
    }
  }
  // A fetched page without items is what the server answered, not a download that went wrong.
  if (row === 0 && !isFetched) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: reader.coverage(), notes: reader.notes() }
}

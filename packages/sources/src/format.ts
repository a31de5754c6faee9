import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { CountRecord } from '@weft/model/count-record'
import type { Coverage } from '@weft/model/coverage'
import type { DeletionRecord } from '@weft/model/deletion-record'
import type { FollowRecord } from '@weft/model/follow'
import type { InteractionKind, InteractionRecord } from '@weft/model/interaction'
import type { Platform } from '@weft/model/platform'
import type { PostRecord } from '@weft/model/post'
import type { RosterRecord } from '@weft/model/roster'
import type { Export } from './export.ts'

/** What one row of an export can say. */
export type SourceRecord =
  | PostRecord
  | InteractionRecord
  | FollowRecord
  | AccountRecord
  | RosterRecord
  | CountRecord
  | DeletionRecord

/**
 * Where a row stands, for receipts and evidence. In a table `row` is the line on which the row starts, counted from 1
 * with everything above it; in a JSON array it is the item's position, counted from 1.
 */
export interface RowPlace {
  file: string
  unit: 'line' | 'item'
  row: number
}

export interface RecordRow {
  place: RowPlace
  outcome: 'record'
  record: SourceRecord
  /**
   * What the same row tells beside its record: the profile of a post's author, how often it was liked, the post that
   * it quotes. The row is one row whatever it tells.
   */
  also?: readonly SourceRecord[]
}

/** All that a row tells, what it stands for first. */
export function recordsOf({ record, also }: RecordRow): readonly SourceRecord[] {
  return also === undefined ? [record] : [record, ...also]
}

/** A row that should have been a record and is not, with what a person can do about it. */
export interface RejectedRow {
  place: RowPlace
  outcome: 'rejected'
  column: string | null
  value: string | null
  problem: string
  fix: string
  /** The row as it stands in the file, for handing back: the cells by column, or a JSON item as its text. */
  original?: Readonly<Record<string, string>> | string
}

/** A row that is read rightly and holds nothing that can be used. */
export interface IgnoredRow {
  place: RowPlace
  outcome: 'ignored'
  reason: string
}

/** Each row of an export is exactly one of these, so that rows = records + rejected + ignored. */
export type SourceRow = RecordRow | RejectedRow | IgnoredRow

/** What is known of an export once all its rows are read. */
export interface ReadSummary {
  /** The account whose export this is; not a row. `null` where the export is not about one account. */
  owner: AccountRecord | null
  coverage: Coverage[]
  /** What a person should know of how it was read: encoding, zones assumed, columns left aside, parts missing. */
  notes: string[]
}

/** What the person who hands in an export says of it. */
export interface ReadOptions {
  /** For tables without a platform column; `null` is `other`. */
  platform: Platform | null
  /**
   * Whose export it is, for the formats that do not say: a list of followers without the followed. A reader that
   * needs it and has none throws {@link AccountNeeded}.
   */
  account?: AccountRef
  /** When it was taken, UTC milliseconds, for follow lists and totals without a date of their own. */
  takenAt?: number
  /** What an edge of a graph means where the file does not say; \`mention\` unless told. */
  edgeKind?: InteractionKind | 'follow'
  /** \`waived\`: the organization itself answers for consent where X accounts are called customers. */
  customerConsent?: 'required' | 'waived'
}

/** Which of a format's tell-tale files or columns an export has. It is that format where none is missing. */
export interface Match {
  found: string[]
  missing: string[]
}

/** One kind of export. A new format is one file with one of these, and one line in `formats.ts`. */
export interface Format {
  /** For machines: never changes once released. */
  id: string
  /** For people. */
  name: string
  /** `archive`: its files are one export together. `file`: each file is an export of its own. */
  extent: 'archive' | 'file'
  howToGet: string
  /** What it can say, and what it never holds. */
  tells: string
  cannotTell: string
  /** Looks at names and first bytes only. Throws {@link ExportRefused} for what no format could read. */
  match(exported: Export): Promise<Match>
  /**
   * Reads all rows, in batches, holding no file in memory. Returns the summary when all is read.
   * Throws {@link ExportRefused} where a file cannot be read further: then nothing of it should stand.
   */
  read(exported: Export, options: ReadOptions): AsyncGenerator<SourceRow[], ReadSummary>
}

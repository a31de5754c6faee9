import type { ReadSummary, RowPlace, SourceRecord, SourceRow } from '@weft/sources/format'
import { AccountNames, type NumberedName } from './account-names.ts'
import { jsonText } from './copy-text.ts'
import { isoTime } from './iso-time.ts'
import { LineChunks } from './line-chunks.ts'
import { type LinesOfRow, recordLines } from './record-lines.ts'
import { EMPTY_LINE, type StagedFile, type StageLine, stageLine } from './stage.ts'

/** Reasons are sentences of a reader's; beyond this many somebody put data into them. */
const REASONS_MAX = 200
const OTHER_REASONS = 'for other reasons'

/**
 * Turns what a reader gives into lines for the staging table, and counts its rows. Holds a bounded number of account
 * names and the paths of the file that is read, nothing else.
 */
export class StageWriter {
  /** How many there are of what lines tell: `post`, `act`, `edit`, and by type what has a line of its own. */
  readonly counts = new Map<string, number>()
  readonly files: StagedFile[] = []
  #names = new AccountNames((name) => this.#writeName(name))
  #lines = new LineChunks()
  #line = 0
  #paths = new Map<string, number>()
  #pathCount = 0
  #path = 0
  #place: RowPlace | null = null
  #file = fileFrom(0)
  readonly #nameOf: LinesOfRow['nameOf'] = (account, time) => this.#names.numberOf(account, time, this.#line)

  /** Takes a batch of rows of the file that is being read; gives what COPY may have by now. */
  rowLines(rows: readonly SourceRow[]): Buffer[] {
    for (const row of rows) this.#row(row)
    if (this.#names.isFull) this.#names.writeAll()
    return this.#lines.take({ all: false })
  }

  /** Ends the file: whose export it is, and the names of all accounts. Gives the rest of what COPY may have. */
  summaryLines(summary: ReadSummary): Buffer[] {
    const of = { line: null, path: null, row: this.files.length, time: null, nameOf: this.#nameOf }
    if (summary.owner !== null) this.#record(summary.owner, false, of)
    this.#file.coverageAccounts = summary.coverage.map(({ account }) =>
      account === null ? null : of.nameOf(account, null),
    )
    this.#names.writeAll()
    this.files.push(this.#file)
    this.#file = fileFrom(this.#line)
    this.#paths.clear()
    this.#place = null
    return this.#lines.take({ all: true })
  }

  #row(row: SourceRow): void {
    this.#line += 1
    this.#file.rows += 1
    if (row.outcome === 'ignored') {
      this.#ignored(row.reason)
      return
    }
    this.#at(row.place)
    if (row.outcome === 'rejected') {
      const { column, value, problem, fix, original = null } = row
      // Its columns keep their order as text only: the staging table's own JSON sorts them.
      const detail = jsonText({ problem, fix, original: original === null ? null : jsonText(original) })
      const place = { line: this.#line, path: this.#path, row: row.place.row }
      this.#file.rejected += 1
      this.#write({ ...EMPTY_LINE, type: 'x', principal: true, ...place, id: column, text: value, detail })
      return
    }
    const time = timeOf(row.record)
    if (time !== null && (this.#file.newest === null || time > this.#file.newest)) this.#file.newest = time
    const of = { line: this.#line, path: this.#path, row: row.place.row, time, nameOf: this.#nameOf }
    this.#record(row.record, true, of)
    if (row.also !== undefined) for (const record of row.also) this.#record(record, false, of)
  }

  #ignored(reason: string): void {
    this.#file.ignored += 1
    const reasons = this.#file.ignoredReasons
    const told = reasons.has(reason) || reasons.size < REASONS_MAX ? reason : OTHER_REASONS
    reasons.set(told, (reasons.get(told) ?? 0) + 1)
  }

  #at(place: RowPlace): void {
    const isSame = this.#place !== null && this.#place.file === place.file && this.#place.unit === place.unit
    this.#place = place
    if (isSame) return
    const name = `${place.unit}\t${place.file}`
    const known = this.#paths.get(name)
    if (known !== undefined) {
      this.#path = known
      return
    }
    this.#pathCount += 1
    this.#path = this.#pathCount
    this.#paths.set(name, this.#path)
    const file = { path: this.#path, row: this.files.length, text: place.file, kind: place.unit }
    this.#write({ ...EMPTY_LINE, type: 'n', ...file })
  }

  #record(record: SourceRecord, principal: boolean, of: LinesOfRow): void {
    for (const line of recordLines(record, principal, of)) this.#write(line)
  }

  #writeName({ number, account, lastSeen, line }: NumberedName): void {
    this.#write({
      ...EMPTY_LINE,
      type: 'k',
      line,
      actor: number,
      platform: account.platform,
      id: account.platformId,
      text: account.handle?.trim().replace(/^@/, '') ?? null,
      time: lastSeen === Number.NEGATIVE_INFINITY ? '-infinity' : isoTime(lastSeen),
    })
  }

  #write(line: StageLine): void {
    const { type } = line
    if (type === 'p' || type === 'i') {
      if (line.post_kind !== null) this.#count('post')
      if (line.kind !== null) this.#count('act')
      if (line.post_kind !== null && line.detail !== null) this.#count('edit')
    } else {
      this.#count(type)
    }
    this.#lines.add(stageLine(line))
  }

  #count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  }
}

function fileFrom(linesBefore: number): StagedFile {
  return {
    linesBefore,
    rows: 0,
    rejected: 0,
    ignored: 0,
    ignoredReasons: new Map(),
    newest: null,
    coverageAccounts: [],
  }
}

function timeOf(record: SourceRecord): number | null {
  if (record.type === 'follow') return record.snapshotTime
  return record.type === 'account' || record.type === 'roster' ? null : record.time
}

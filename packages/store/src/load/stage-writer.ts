import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import { type InteractionRecord, interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { type ReadSummary, type RowPlace, recordsOf, type SourceRecord, type SourceRow } from '@weft/sources/format'
import { AccountNames, type NameTime } from './account-names.ts'
import { jsonText } from './copy-text.ts'
import { isoTime } from './iso-time.ts'
import { LineChunks } from './line-chunks.ts'
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
  #names = new AccountNames()
  #lines = new LineChunks()
  #line = 0
  #paths = new Map<string, number>()
  #pathCount = 0
  #path = 0
  #place: RowPlace | null = null
  #file = fileFrom(0)

  /** Takes a batch of rows of the file that is being read; gives what COPY may have by now. */
  rowLines(rows: readonly SourceRow[]): Buffer[] {
    for (const row of rows) this.#row(row)
    if (this.#names.isFull) this.#writeNames()
    return this.#lines.take({ all: false })
  }

  /** Ends the file: whose export it is, and the names of all accounts. Gives the rest of what COPY may have. */
  summaryLines(summary: ReadSummary): Buffer[] {
    this.#place = null
    if (summary.owner !== null) this.#account(summary.owner, false, null)
    this.#file.coverageAccounts = summary.coverage.map(({ account }) =>
      account === null ? null : this.#names.numberOf(account, null, this.#line),
    )
    this.#writeNames()
    this.files.push(this.#file)
    this.#file = fileFrom(this.#line)
    this.#paths.clear()
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
      this.#file.rejected += 1
      this.#write('x', true, { id: column, text: value, detail: jsonText({ problem, fix, original }) })
      return
    }
    const time = timeOf(row.record)
    if (time !== null && (this.#file.newest === null || time > this.#file.newest)) this.#file.newest = time
    this.#record(row.record, true, time)
    if (row.also !== undefined) for (const record of recordsOf(row).slice(1)) this.#record(record, false, time)
  }

  #ignored(reason: string): void {
    this.#file.ignored += 1
    const reasons = this.#file.ignoredReasons
    const told = reasons.has(reason) || reasons.size < REASONS_MAX ? reason : OTHER_REASONS
    reasons.set(told, (reasons.get(told) ?? 0) + 1)
  }

  #at(place: RowPlace): void {
    const same = this.#place !== null && this.#place.file === place.file && this.#place.unit === place.unit
    this.#place = place
    if (same) return
    const name = `${place.unit}\t${place.file}`
    const known = this.#paths.get(name)
    if (known !== undefined) {
      this.#path = known
      return
    }
    this.#pathCount += 1
    this.#path = this.#pathCount
    this.#paths.set(name, this.#path)
    this.#lines.add(
      stageLine({
        ...EMPTY_LINE,
        type: 'n',
        path: this.#path,
        row: this.files.length,
        text: place.file,
        kind: place.unit,
      }),
    )
  }

  #record(record: SourceRecord, principal: boolean, time: number | null): void {
    switch (record.type) {
      case 'post':
        this.#post(record, principal)
        break
      case 'interaction':
        this.#interaction(record, principal)
        break
      case 'follow':
        this.#write('f', principal, {
          actor: this.#name(record.follower, record.snapshotTime),
          target: this.#name(record.followed, record.snapshotTime),
          time: isoTime(record.snapshotTime),
          detail:
            record.since === undefined && record.until === undefined
              ? null
              : jsonText({ since: isoTime(record.since ?? null), until: isoTime(record.until ?? null) }),
        })
        break
      case 'account':
        this.#account(record, principal, time)
        break
      case 'roster':
        this.#write('r', principal, {
          actor: this.#name(record.account, Number.NEGATIVE_INFINITY),
          detail: jsonText({ ...record }),
        })
        break
      case 'count':
        this.#write('c', principal, {
          actor: this.#name(record.account, record.time),
          platform: record.account.platform,
          id: record.postId,
          kind: record.thing,
          time: isoTime(record.time),
          text: record.span,
          detail: jsonText({ value: record.value }),
        })
        break
      case 'deletion':
        this.#write('d', principal, { platform: record.platform, id: record.postId, time: isoTime(record.time) })
        break
    }
  }

  /** A post with the first of its acts on one line; the other acts on lines of their own. */
  #post(post: PostRecord, principal: boolean): void {
    const edit = post.edit === undefined ? null : jsonText({ ...post.edit, time: isoTime(post.edit.time) })
    if (edit !== null) this.#count('edit')
    const [first, ...others] = interactionsOfPost(post)
    const line = this.#lineOfPost('p', principal, post)
    line.detail = edit
    if (first !== undefined) {
      line.kind = first.kind
      line.target = this.#name(first.target, first.time)
      this.#count('act')
    }
    this.#lines.add(stageLine(line))
    for (const act of others) {
      const lineOfAct = this.#lineOfAct(false, act)
      lineOfAct.detail = edit
      this.#lines.add(stageLine(lineOfAct))
    }
  }

  /** An act, with the post that carries it on the same line where the two agree on who and when. */
  #interaction(act: InteractionRecord, principal: boolean): void {
    const { post } = act
    if (post === null) {
      this.#lines.add(stageLine(this.#lineOfAct(principal, act)))
      return
    }
    const isOne =
      post.edit === undefined && post.id === act.postId && post.time === act.time && post.author === act.actor
    if (isOne) {
      const line = this.#lineOfPost('i', principal, post)
      line.kind = act.kind
      line.target = this.#name(act.target, act.time)
      this.#count('act')
      this.#lines.add(stageLine(line))
      return
    }
    this.#lines.add(stageLine(this.#lineOfAct(principal, act)))
    this.#lines.add(stageLine(this.#lineOfPost('p', false, post)))
  }

  #lineOfPost(type: 'p' | 'i', principal: boolean, post: PostRecord): StageLine {
    this.#count('post')
    return {
      type,
      principal,
      line: this.#line,
      path: this.#path,
      row: this.#place?.row ?? null,
      actor: this.#name(post.author, post.time),
      target: null,
      platform: post.author.platform,
      kind: null,
      id: post.id,
      time: isoTime(post.time),
      post_kind: post.kind,
      text: post.text,
      language: post.language,
      parent_id: post.parentId,
      conversation_id: post.conversationId,
      url: post.url,
      detail: null,
    }
  }

  #lineOfAct(principal: boolean, act: InteractionRecord): StageLine {
    this.#count('act')
    return {
      type: 'i',
      principal,
      line: this.#line,
      path: this.#path,
      row: this.#place?.row ?? null,
      actor: this.#name(act.actor, act.time),
      target: this.#name(act.target, act.time),
      platform: act.actor.platform,
      kind: act.kind,
      id: act.postId,
      time: isoTime(act.time),
      post_kind: null,
      text: null,
      language: null,
      parent_id: null,
      conversation_id: null,
      url: null,
      detail: null,
    }
  }

  #account(record: AccountRecord, principal: boolean, time: number | null): void {
    const { displayName, description, website = null, exporter } = record
    this.#write('a', principal, {
      actor: this.#name(record.account, time),
      time: isoTime(time),
      detail: jsonText({ displayName, description, website, exporter }),
    })
  }

  #name(account: AccountRef, time: NameTime): number {
    return this.#names.numberOf(account, time, this.#line)
  }

  #writeNames(): void {
    for (const { number, account, lastSeen, line } of this.#names.take()) {
      this.#lines.add(
        stageLine({
          ...EMPTY_LINE,
          type: 'k',
          line,
          actor: number,
          platform: account.platform,
          id: account.platformId,
          text: account.handle?.trim().replace(/^@/, '') ?? null,
          time: lastSeen === Number.NEGATIVE_INFINITY ? '-infinity' : isoTime(lastSeen),
        }),
      )
    }
  }

  #write(type: string, principal: boolean, told: Partial<StageLine>): void {
    this.#count(type)
    const place =
      this.#place === null
        ? { line: null, path: null, row: this.files.length }
        : { line: this.#line, path: this.#path, row: this.#place.row }
    this.#lines.add(stageLine({ ...EMPTY_LINE, ...told, ...place, type, principal }))
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

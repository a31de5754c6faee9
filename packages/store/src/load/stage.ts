import { type AccountRef, accountKey } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import { type InteractionRecord, interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import type { ReadSummary, SourceRow } from '@weft/sources/format'
import type { ClientBase } from 'pg'
import { copyLine } from './copy-text.ts'

/**
 * The staging table: every source row of an upload, and every record that it makes, in one COPY.
 *
 * `type` says what a line is: p post, i interaction, f follow, a account, r roster, k account reference, x rejected,
 * g ignored. `principal` marks the one line that stands for its source row in the receipt. `actor` and `target` are
 * account keys ({@link accountKey}); k lines say what each key stands for.
 */
export const STAGE_COLUMNS = [
  'type',
  'principal',
  'file',
  'path',
  'row',
  'platform',
  'id',
  'actor',
  'target',
  'kind',
  'time',
  'text',
  'language',
  'parent_id',
  'conversation_id',
  'url',
  'detail',
] as const

/** Creates the staging table; it lives as long as the transaction. */
export async function createStage(client: ClientBase): Promise<void> {
  await client.query(`
    create temporary table stage (
      type "char" not null, principal boolean not null, file integer not null, path text, row bigint,
      platform text, id text, actor text, target text, kind text, time timestamptz,
      text text, language text, parent_id text, conversation_id text, url text, detail jsonb
    ) on commit drop`)
}

type Column = string | number | boolean | null

/**
 * Turns what a reader gives into lines for the staging table. Holds the account keys it has named, nothing else.
 */
export class StageWriter {
  #named = new Set<string>()
  #file = 0
  #lines: string[] = []

  /** The lines of a batch of rows of one file, as one text. */
  rowLines(file: number, rows: readonly SourceRow[]): string {
    this.#begin(file)
    for (const row of rows) this.#add(row)
    return this.#lines.join('')
  }

  /** The lines that a file's summary makes: whose export it is, and the accounts that its coverage names. */
  summaryLines(file: number, summary: ReadSummary): string {
    this.#begin(file)
    if (summary.owner !== null) this.#account(null, summary.owner, false)
    for (const coverage of summary.coverage) if (coverage.account !== null) this.#name(null, coverage.account)
    return this.#lines.join('')
  }

  #begin(file: number): void {
    this.#file = file
    this.#lines = []
  }

  #add(row: SourceRow): void {
    if (row.outcome === 'rejected') {
      this.#line('x', true, row, {
        id: row.column,
        text: row.value,
        detail: JSON.stringify({ problem: row.problem, fix: row.fix }),
      })
      return
    }
    if (row.outcome === 'ignored') {
      this.#line('g', true, row, { text: row.reason })
      return
    }
    const record = row.record
    switch (record.type) {
      case 'post':
        this.#post(row, record, true)
        for (const interaction of interactionsOfPost(record)) this.#interaction(row, interaction, false)
        break
      case 'interaction':
        this.#interaction(row, record, true)
        if (record.post !== null) this.#post(row, record.post, false)
        break
      case 'follow':
        this.#line('f', true, row, {
          actor: this.#name(row, record.follower),
          target: this.#name(row, record.followed),
          time: isoTime(record.snapshotTime),
        })
        break
      case 'account':
        this.#account(row, record, true)
        break
      case 'roster':
        this.#line('r', true, row, { actor: this.#name(row, record.account), detail: JSON.stringify(record) })
        break
    }
  }

  #account(row: SourceRow | null, record: AccountRecord, principal: boolean): void {
    this.#line('a', principal, row, {
      actor: this.#name(row, record.account),
      text: record.description,
      detail: JSON.stringify({ displayName: record.displayName, exporter: record.exporter }),
    })
  }

  #post(row: SourceRow, post: PostRecord, principal: boolean): void {
    this.#line('p', principal, row, {
      platform: post.author.platform,
      id: post.id,
      actor: this.#name(row, post.author),
      kind: post.kind,
      time: isoTime(post.time),
      text: post.text,
      language: post.language,
      parent_id: post.parentId,
      conversation_id: post.conversationId,
      url: post.url,
    })
  }

  #interaction(row: SourceRow, interaction: InteractionRecord, principal: boolean): void {
    this.#line('i', principal, row, {
      platform: interaction.actor.platform,
      id: interaction.postId,
      actor: this.#name(row, interaction.actor),
      target: this.#name(row, interaction.target),
      kind: interaction.kind,
      time: isoTime(interaction.time),
    })
  }

  #name(row: SourceRow | null, account: AccountRef): string {
    const key = accountKey(account)
    // A key seen once by id and once by id and handle is two names: the second brings the handle.
    const name = account.platformId !== null && account.handle !== null ? `${key} ${account.handle}` : key
    if (!this.#named.has(name)) {
      // Naming a key again does no harm, so the memory of what was named may be cut.
      if (this.#named.size > NAMED_KEYS_MAX) this.#named.clear()
      this.#named.add(name)
      this.#line('k', false, row, {
        platform: account.platform,
        id: account.platformId,
        actor: key,
        text: account.handle?.trim().replace(/^@/, '') ?? null,
      })
    }
    return key
  }

  #line(
    type: string,
    principal: boolean,
    row: SourceRow | null,
    columns: Partial<Record<(typeof STAGE_COLUMNS)[number], Column>>,
  ): void {
    this.#lines.push(
      copyLine([
        type,
        principal,
        this.#file,
        row?.place.file ?? null,
        row?.place.row ?? null,
        columns.platform ?? null,
        columns.id ?? null,
        columns.actor ?? null,
        columns.target ?? null,
        columns.kind ?? null,
        columns.time ?? null,
        columns.text ?? null,
        columns.language ?? null,
        columns.parent_id ?? null,
        columns.conversation_id ?? null,
        columns.url ?? null,
        columns.detail ?? null,
      ]),
    )
  }
}

/** About 20 MB of keys: beyond it the staging table holds repeats, which the merge folds. */
const NAMED_KEYS_MAX = 200_000

function isoTime(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}

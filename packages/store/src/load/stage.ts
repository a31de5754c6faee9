import type { ClientBase } from 'pg'
import { copyField } from './copy-text.ts'

/**
 * The staging table: the rows of an upload, record by record, in one COPY.
 *
 * `type` says what a line is: p post, i interaction, f follow, a account, r roster label, c count, d deletion,
 * x rejected row, k account name, n file name. A post and an act that the same row tells share a line: `post_kind` is
 * there where the line tells a post, `kind` where it tells an act.
 *
 * `line` numbers the source rows of the whole upload from 1; `principal` marks the record that a row stands for.
 * `actor` and `target` are numbers of account names, `path` of file names. What belongs to no row has the number of its
 * file as `row`.
 */
export interface StageLine {
  type: string
  principal: boolean
  line: number | null
  path: number | null
  row: number | null
  actor: number | null
  target: number | null
  platform: string | null
  kind: string | null
  id: string | null
  time: string | null
  post_kind: string | null
  text: string | null
  language: string | null
  parent_id: string | null
  conversation_id: string | null
  url: string | null
  detail: string | null
}

/** A line that tells nothing yet: the columns in their order. */
export const EMPTY_LINE: Readonly<StageLine> = {
  type: '',
  principal: false,
  line: null,
  path: null,
  row: null,
  actor: null,
  target: null,
  platform: null,
  kind: null,
  id: null,
  time: null,
  post_kind: null,
  text: null,
  language: null,
  parent_id: null,
  conversation_id: null,
  url: null,
  detail: null,
}

/** The columns as COPY names them. */
export const STAGE_COLUMNS = Object.keys(EMPTY_LINE).join(', ')

/** A line as COPY reads it. Spelt out: this runs for each row, and a loop over the columns takes twice as long. */
export function stageLine(line: StageLine): string {
  return (
    `${line.type}\t${line.principal}\t${copyField(line.line)}\t${copyField(line.path)}\t${copyField(line.row)}\t` +
    `${copyField(line.actor)}\t${copyField(line.target)}\t${copyField(line.platform)}\t${copyField(line.kind)}\t` +
    `${copyField(line.id)}\t${copyField(line.time)}\t${copyField(line.post_kind)}\t${copyField(line.text)}\t` +
    `${copyField(line.language)}\t${copyField(line.parent_id)}\t${copyField(line.conversation_id)}\t` +
    `${copyField(line.url)}\t${copyField(line.detail)}\n`
  )
}

/** Creates the staging table; it lives as long as the transaction. */
export async function createStage(client: ClientBase): Promise<void> {
  await client.query(`
    create temporary table stage (
      type "char" not null, principal boolean not null, line integer, path integer, row bigint, actor integer,
      target integer, platform text, kind text, id text, time timestamptz, post_kind text, text text, language text,
      parent_id text, conversation_id text, url text, detail jsonb
    ) on commit drop`)
}

/** What staging one file found. */
export interface StagedFile {
  /** How many rows of the upload come before it. */
  linesBefore: number
  rows: number
  rejected: number
  ignored: number
  /** With how many rows each. */
  ignoredReasons: Map<string, number>
  /** Newest time of a row, UTC milliseconds: as of when the file tells what it does not date. */
  newest: number | null
  /** The number of each coverage's account name, in the summary's order. */
  coverageAccounts: (number | null)[]
}

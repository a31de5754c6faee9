import type { ActionKind, ActionState } from '@weft/model/action'
import type { ComputationProgress, ComputationState } from '@weft/model/computation'
import type { Party } from '@weft/model/party'
import type { PartyRuleKind } from '@weft/model/party-rule'
import type { Picked } from '@weft/model/picked'
import type { Platform } from '@weft/model/platform'
import type { Signal } from '@weft/model/signal'
import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { ReadWith, UploadHeld, UploadOptions, UploadProblem, UploadProgress, UploadState } from './upload.ts'

/**
 * The tables as the queries see them; the migrations are what made them, and a test compares the two.
 *
 * 64-bit integers come back from the driver as text and stay text: they are names, not numbers. Counts that a query
 * adds up are cast where they are read.
 */
export interface Tables {
  organization: OrganizationTable
  api_key: ApiKeyTable
  audit: AuditTable
  upload: UploadTable
  upload_file: UploadFileTable
  reject: RejectTable
  account: AccountTable
  known_handle: KnownHandleTable
  post: PostTable
  deleted_post: DeletedPostTable
  interaction: InteractionTable
  follow: FollowTable
  reported_count: ReportedCountTable
  party_label: PartyLabelTable
  party_rule: PartyRuleTable
  column_mapping: ColumnMappingTable
  coverage: CoverageTable
  post_reading: PostReadingTable
  check_post: CheckPostTable
  post_label: PostLabelTable
  local_head: LocalHeadTable
  rubric_tailoring: RubricTailoringTable
  quarter_result: QuarterResultTable
  network_result: NetworkResultTable
  computation: ComputationTable
  account_measure: AccountMeasureTable
  evidence: EvidenceTable
  action: ActionTable
  action_decision: ActionDecisionTable
  scorecard: ScorecardTable
}

type Time = ColumnType<Date, Date | string, Date | string>
type GeneratedTime = ColumnType<Date, Date | string | undefined, Date | string>
type BigInteger = ColumnType<string, string | number, string | number>

interface Provenance {
  upload_id: string
  file_number: number
  path: string
  row_number: BigInteger
}

export interface OrganizationTable {
  id: Generated<string>
  name: string
  time_zone: Generated<string>
  fiscal_year_start_month: Generated<number>
  customer_consent: Generated<'required' | 'waived'>
  pseudonym_secret: Generated<Buffer>
  created_at: GeneratedTime
}

export interface ApiKeyTable {
  organization_id: string
  id: Generated<string>
  name: string
  prefix: string
  digest: Buffer
  role: string
  created_at: GeneratedTime
  expires_at: Time | null
  last_used_at: Time | null
  revoked_at: Time | null
}

export interface AuditTable {
  organization_id: string
  id: Generated<string>
  at: GeneratedTime
  actor: string
  act: string
  subject: string | null
  detail: JSONColumnType<object> | null
}

export interface UploadTable {
  organization_id: string
  id: Generated<string>
  name: string
  file_key: string
  sha256: Buffer
  bytes: BigInteger
  state: Generated<UploadState>
  options: ColumnType<UploadOptions, string | undefined, string>
  progress: JSONColumnType<UploadProgress> | null
  held: JSONColumnType<UploadHeld> | null
  problem: JSONColumnType<UploadProblem> | null
  undo_problem: JSONColumnType<UploadProblem> | null
  read_with: JSONColumnType<ReadWith> | null
  cancelling: Generated<boolean>
  created_at: GeneratedTime
  finished_at: Time | null
}

export interface UploadFileTable {
  organization_id: string
  upload_id: string
  number: number
  name: string
  format: string
  rows: BigInteger
  new: BigInteger
  updated: BigInteger
  known: BigInteger
  rejected: BigInteger
  ignored: BigInteger
  ignored_reasons: JSONColumnType<Record<string, number>>
  notes: string[]
}

export interface RejectTable {
  organization_id: string
  upload_id: string
  file_number: number
  path: string
  unit: Generated<'line' | 'item'>
  row_number: BigInteger
  number: BigInteger
  column_name: string | null
  value: string | null
  problem: string
  fix: string
  original: ColumnType<Record<string, string> | string | null, string | null, string | null>
}

export interface AccountTable {
  organization_id: string
  id: Generated<string>
  platform: string
  platform_id: string | null
  handle: string | null
  handle_folded: ColumnType<string | null, never, never>
  display_name: string | null
  description: string | null
  website: string | null
  /** As of when the name and the words about the account are known. */
  profile_time: Time | null
  exporter: Generated<boolean>
  upload_id: string | null
}

/** A handle that an account with an id was seen with. */
export interface KnownHandleTable {
  organization_id: string
  platform: string
  handle_folded: string
  account_id: BigInteger
  last_seen: Time
}

export interface PostTable extends Provenance {
  organization_id: string
  id: Generated<string>
  platform: string
  platform_post_id: string
  author_id: BigInteger
  time: Time | null
  kind: string
  text: string | null
  language: string | null
  parent_post_id: string | null
  conversation_id: string | null
  url: string | null
  edited: Generated<boolean>
  edited_at: Time | null
}

/** A post that its platform says is gone; it does not come back with an older export. */
export interface DeletedPostTable extends Provenance {
  organization_id: string
  platform: string
  platform_post_id: string
  reason: 'deleted' | 'replaced'
  deleted_at: Time | null
}

export interface InteractionTable extends Provenance {
  organization_id: string
  id: Generated<string>
  actor_id: BigInteger
  target_id: BigInteger
  kind: string
  act: string
  time: Time | null
  platform_post_id: string | null
}

export interface FollowTable extends Provenance {
  organization_id: string
  follower_id: BigInteger
  followed_id: BigInteger
  snapshot_time: Time | null
  since: Time | null
  until: Time | null
}

/** How many, as a platform reports it: never who. */
export interface ReportedCountTable extends Provenance {
  organization_id: string
  account_id: BigInteger
  platform_post_id: string | null
  thing: string
  span: 'day' | 'total'
  time: Time | null
  value: BigInteger
}

export interface PartyLabelTable {
  organization_id: string
  id: Generated<string>
  account_id: BigInteger
  party: string
  basis: string
  set_by: 'hand' | 'roster' | 'rule'
  person: string | null
  department: string | null
  consent: Generated<boolean>
  valid_from: ColumnType<string | null, string | null, string | null>
  valid_to: ColumnType<string | null, string | null, string | null>
  created_at: GeneratedTime
  upload_id: string | null
  file_number: number | null
  path: string | null
  row_number: BigInteger | null
  withdrawn_at: Time | null
  /** The handle that the person named; `null` where it was the account itself. */
  named_handle: string | null
  rule_id: BigInteger | null
}

export interface PartyRuleTable {
  organization_id: string
  id: Generated<string>
  kind: PartyRuleKind
  platform: Platform | null
  terms: string[]
  party: Exclude<Party, 'unclassified'>
  valid_from: ColumnType<string | null, string | null, string | null>
  valid_to: ColumnType<string | null, string | null, string | null>
  created_at: GeneratedTime
  created_by: string
  retired_at: Time | null
}

export interface ColumnMappingTable {
  organization_id: string
  header_key: string
  mapping: JSONColumnType<object>
  set_at: GeneratedTime
  set_by: string
}

export interface CoverageTable {
  organization_id: string
  upload_id: string
  file_number: number
  number: number
  platform: string
  account_id: BigInteger | null
  direction: string
  acts: string[]
  with_text: boolean
  time_from: Time | null
  time_to: Time | null
}

export interface PostReadingTable {
  organization_id: string
  post_id: BigInteger
  reader: string
  language: string
  language_reliable: boolean
  signals: number[] | null
}

/** A post that was drawn for a quarter's check, known by its platform's own id. */
export interface CheckPostTable {
  organization_id: string
  quarter: string
  platform: string
  platform_post_id: string
  place: number
  inclusion_probability: number
  drawn_at: GeneratedTime
}

/** What an organization's own labels taught the reader, a row per signal. */
export interface LocalHeadTable {
  organization_id: string
  signal: string
  asked_at: GeneratedTime
  asked_by: string
  learnt_at: ColumnType<Date | null, Date | null, Date | null>
  state: 'accepted' | 'no_better' | 'too_few' | null
  reader: string | null
  evidence: ColumnType<unknown, string | null, string | null>
  digest: string | null
  quality: ColumnType<unknown, string | null, string | null>
  slope: number | null
  weights: Buffer | null
}

/** What a person said of a post as it read then: a log. */
export interface PostLabelTable {
  organization_id: string
  id: Generated<string>
  platform: string
  platform_post_id: string
  text_digest: Buffer
  signal: Signal
  label: boolean | null
  picked: Picked
  probability: number | null
  reader: string | null
  reason: string | null
  set_at: GeneratedTime
  set_by: string
}

/** How an organization tailors the rubric: the newest version is in force. */
export interface RubricTailoringTable {
  organization_id: string
  version: number
  tailoring: JSONColumnType<object>
  set_at: GeneratedTime
  set_by: string
}

export interface QuarterResultTable {
  organization_id: string
  quarter: string
  input_hash: string
  method_version: number
  rubric: string
  rubric_changes: JSONColumnType<object[]>
  reader: string
  seed: number
  scores: JSONColumnType<object>
  computed_at: GeneratedTime
}

export interface NetworkResultTable {
  organization_id: string
  quarter: string
  input_hash: string
  network: JSONColumnType<object>
  computed_at: GeneratedTime
}

export interface ComputationTable {
  organization_id: string
  state: ComputationState
  progress: JSONColumnType<ComputationProgress> | null
  problem: string | null
  cancelling: Generated<boolean>
  asked_at: GeneratedTime
  started_at: Time | null
  finished_at: Time | null
}

export interface AccountMeasureTable {
  organization_id: string
  quarter: string
  without_owned: boolean
  account_id: BigInteger
  in_degree: number
  out_degree: number
  in_strength: number
  out_strength: number
  pagerank: number | null
  betweenness: number | null
  closeness: number | null
  harmonic: number | null
  eigenvector: number | null
  hub: number | null
  authority: number | null
  core: number | null
  constraint: number | null
  clustering: number | null
  community: number | null
  ei_index: number | null
  reciprocity: number | null
  coordinator: number | null
  itinerant_broker: number | null
  gatekeeper: number | null
  representative: number | null
  liaison: number | null
}

export interface EvidenceTable {
  organization_id: string
  quarter: string
  indicator: string
  number: number
  counts: boolean
  post_id: BigInteger | null
  account_id: BigInteger | null
  other_account_id: BigInteger | null
  probability: number | null
  labelled_by: 'reader' | 'person' | null
}

/** What people decided about an action, which is named by its platforms' own names: a log. */
export interface ActionDecisionTable {
  organization_id: string
  id: Generated<string>
  quarter: string
  kind: ActionKind
  practice: string
  indicator: string
  reason: string
  accounts: JSONColumnType<object[]>
  post_platform: string | null
  platform_post_id: string | null
  state: ActionState
  owner: string | null
  note: string | null
  set_at: GeneratedTime
  set_by: string
}

export interface ActionTable {
  organization_id: string
  quarter: string
  number: number
  id: string
  kind: string
  practice: string
  indicator: string
  account_ids: string[]
  post_ids: string[]
  reason: string
  weight: number
}

export interface ScorecardTable {
  organization_id: string
  quarter: string
  version: number
  input_hash: string
  state: 'draft'
  content: JSONColumnType<object>
  file_key: string
  sha256: Buffer
  bytes: BigInteger
  created_at: GeneratedTime
}

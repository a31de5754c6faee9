import type { AccountRef } from '@weft/model/account'
import type { Platform } from '@weft/model/platform'
import type { ColumnMapping } from '@weft/sources/mapping/column-mapping'
import type { CustomerConsent } from './customer-consent.ts'

/**
 * `queued`, `loading` and `undoing` are under way; `held` waits for a person; the others are ends, of which `failed` and
 * `cancelled` changed nothing, `undone` is as if it never had, and these three can be tried again.
 */
export type UploadState = 'queued' | 'loading' | 'held' | 'loaded' | 'failed' | 'cancelled' | 'undoing' | 'undone'

/** An upload as people see it. */
export interface Upload {
  id: string
  name: string
  /** Where its bytes lie in the file store. */
  fileKey: string
  bytes: number
  /** Hexadecimal. */
  sha256: string
  state: UploadState
  options: UploadOptions
  /** How far loading has come; `null` before it begins. */
  progress: UploadProgress | null
  /** What a held upload waits for. */
  held: UploadHeld | null
  /** Why a failed one failed. */
  problem: UploadProblem | null
  /** Why one that is still loaded could not be undone, when that was last asked for. */
  undoProblem: UploadProblem | null
  /** Somebody wants it cancelled; whoever loads it has yet to notice. */
  cancelling: boolean
  createdAt: Date
  finishedAt: Date | null
}

/** What the person who hands in an export says of it; nothing has to be said. */
export interface UploadOptions {
  /** The id of the format to read it as, whatever it looks like. */
  format?: string
  /** The platform of tables that have no platform column. */
  platform?: Platform
  /** Whose export it is, as PLATFORM:HANDLE. */
  account?: string
  /** When it was taken: ISO 8601. */
  takenAt?: string
  /** What the columns of a table mean that no format knows. */
  columns?: ColumnMapping
  /** Load what can be used, however much of it is rejected. */
  acceptRejects?: boolean
}

/**
 * What reading an upload took from its organization, as it was then: with it the upload is read again just as it was,
 * whatever was set or forgotten since.
 */
export interface ReadWith {
  customerConsent: CustomerConsent
  /** The remembered column mappings that were used, as JSON, by the key of their headings. */
  mappings: Record<string, unknown>
  /** Whose exports that do not say so were taken to be, by platform. */
  accounts: Partial<Record<Platform, AccountRef>>
}

/** The fields of {@link UploadOptions}. */
export const UPLOAD_OPTIONS = [
  'format',
  'platform',
  'account',
  'takenAt',
  'columns',
  'acceptRejects',
] as const satisfies readonly (keyof UploadOptions)[]

/** What a person has to decide before an upload goes on; `detail` says it in words. */
export type UploadHeld =
  | { reason: 'rejected_rows'; detail: string; rows: number; rejected: number }
  | { reason: 'account_needed'; detail: string; platform: Platform }
  | { reason: 'format_unknown'; detail: string }
  | { reason: 'columns_unknown'; detail: string }

export interface UploadProgress {
  /** `reading`: from the file into a place of its own. `merging`: into what is there. */
  stage: 'reading' | 'merging'
  bytesRead: number
  /** Of the files that can be data, unpacked. */
  bytesTotal: number
  rows: number
}

/** Why an upload could not be loaded, in the words a person gets. */
export interface UploadProblem {
  title: string
  detail: string
  file: string | null
}

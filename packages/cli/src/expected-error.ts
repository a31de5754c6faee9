import { NotFound } from '@weft/api/not-found'
import { PostsUnread } from '@weft/api/quarter-check'
import { HistoryTooLarge } from '@weft/graph/history-room'
import { NotAnAccount } from '@weft/model/account'
import { NotAQuarter } from '@weft/model/quarter'
import { EncoderNotInstalled } from '@weft/reading/encoder/universal-sentence-encoder'
import { MissingGlyphs } from '@weft/report/render-scorecard'
import { ExportRefused } from '@weft/sources/refusal'
import { DatabaseNotReady } from '@weft/store/database'
import { EmbeddedPostgresUnavailable } from '@weft/store/embedded/unavailable'
import { NothingAccepted } from '@weft/store/load/load-upload'
import { RoleMissing } from '@weft/store/migrate'
import { WrongSettings } from '@weft/store/settings'
import { BadInput } from './metrics/bad-input.ts'

/** Something that a command could not do, in words for the person who asked for it. */
export class CannotDo extends Error {
  override name = 'CannotDo'
}

const EXPECTED = [
  BadInput,
  CannotDo,
  DatabaseNotReady,
  EmbeddedPostgresUnavailable,
  EncoderNotInstalled,
  ExportRefused,
  HistoryTooLarge,
  MissingGlyphs,
  NotAnAccount,
  NotAQuarter,
  NotFound,
  NothingAccepted,
  PostsUnread,
  RoleMissing,
  WrongSettings,
]

/** True for errors whose message is written for people; all others are defects and are shown with their stack. */
export function isExpected(error: unknown): error is Error {
  return EXPECTED.some((type) => error instanceof type)
}

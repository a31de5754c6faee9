import { NotAMapping } from '@weft/sources/mapping/column-mapping'
import { AccountNeeded, ExportRefused, UnknownFormat } from '@weft/sources/refusal'
import { FileNotKept } from '@weft/store/files'
import { NothingAccepted, REJECTED_SHARE_MAX } from '@weft/store/load/load-upload'
import type { UploadHeld } from '@weft/store/upload'
import type { LoadingEnd } from '@weft/store/upload-states'
import type { Receipt } from '@weft/store/uploads'
import { ColumnsUnknown } from './detect-exports.ts'

/** Somebody wants the upload cancelled. */
export class UploadCancelled extends Error {
  override name = 'UploadCancelled'
}

/** The bytes that are kept are not those that came. */
export class StoredFileDamaged extends Error {
  override name = 'StoredFileDamaged'
  readonly file: string
  constructor(file: string) {
    super(`${file}: the copy that was kept is damaged: its SHA-256 is not that of what was received; upload it again`)
    this.file = file
  }
}

/** How loading ends because of an error; `null` where it is none of the upload's. */
export function endOf(error: unknown): LoadingEnd | null {
  if (error instanceof UploadCancelled) return { state: 'cancelled' }
  if (error instanceof AccountNeeded) {
    const { platform, message: detail } = error
    return { state: 'held', held: { reason: 'account_needed', detail, platform } }
  }
  if (error instanceof ColumnsUnknown)
    return { state: 'held', held: { reason: 'columns_unknown', detail: error.message } }
  if (error instanceof UnknownFormat)
    return { state: 'held', held: { reason: 'format_unknown', detail: error.message } }
  if (error instanceof FileNotKept) {
    const detail = 'The copy that was kept is gone; upload the file again.'
    return { state: 'failed', problem: { title: error.name, detail, file: null } }
  }
  if (error instanceof NotAMapping) {
    return { state: 'failed', problem: { title: error.name, detail: error.message, file: null } }
  }
  if (error instanceof ExportRefused || error instanceof NothingAccepted || error instanceof StoredFileDamaged) {
    return { state: 'failed', problem: { title: error.name, detail: error.message, file: error.file } }
  }
  return null
}

/** What a person reads who has to decide whether the rows that can be used are enough. */
export function heldForRejects({ totals: { rows, rejected }, files }: Receipt): UploadHeld {
  const useless = files.find((file) => file.rejected > 0 && file.rows === file.rejected + file.ignored)
  const howMuch =
    useless === undefined
      ? `${rejected} of ${rows} rows cannot be used, more than ${REJECTED_SHARE_MAX * 100} %: it`
      : `${rejected} of ${rows} rows cannot be used, among them all of ${useless.file}: that`
  const detail =
    `${howMuch} may have been read wrongly. ` +
    'See what is wrong with them; then load the rest, or cancel it and upload a corrected file'
  return { reason: 'rejected_rows', detail, rows, rejected }
}

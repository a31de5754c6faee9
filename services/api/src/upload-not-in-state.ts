import type { UploadState } from '@weft/store/upload'

/** What was asked for does not go with the state that the upload is in. */
export class UploadNotInState extends Error {
  override name = 'UploadNotInState'
  constructor(state: UploadState, act: string, needed: readonly UploadState[]) {
    super(`this upload is ${state}; to ${act} it, it has to be ${needed.join(' or ')}`)
  }
}

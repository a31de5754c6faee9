import type { UploadBody, UploadOptionsBody, UploadSummary } from '@weft/contract/uploads'
import type { OrganizationTransaction } from '@weft/store/database'
import type { Upload, UploadState } from '@weft/store/upload'
import { receiptOfUpload } from '@weft/store/uploads'
import type { z } from 'zod'

/** An upload as lists show it. */
export function summaryOf(upload: Upload): z.output<typeof UploadSummary> {
  const { fileKey: _, createdAt, finishedAt, ...shown } = upload
  // The contract's lists can be written to, ours cannot; they are the same lists.
  const options = upload.options as z.output<typeof UploadOptionsBody>
  return { ...shown, options, createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null }
}

const WITH_RECEIPT: readonly UploadState[] = ['loaded', 'undoing', 'undone']

/** An upload with its receipt, where it has one. */
export async function answerOf(tx: OrganizationTransaction, upload: Upload): Promise<z.output<typeof UploadBody>> {
  const hasReceipt = WITH_RECEIPT.includes(upload.state) || upload.held?.reason === 'rejected_rows'
  return { ...summaryOf(upload), receipt: hasReceipt ? await receiptOfUpload(tx, upload.id) : null }
}

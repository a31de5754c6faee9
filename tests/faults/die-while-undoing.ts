import { undoUpload } from '@weft/ingest/undo-upload'
import { openDatabase } from '@weft/store/database'
import { folderFiles } from '@weft/store/files/folder-files'
import { openQueue } from '@weft/store/queue'

/**
 * A worker that takes one upload to undo off the queue and dies over it, as after `kill -9`: once so many rows of the
 * others are read again, at the beginning of a merge, or when it is undone and the queue does not know yet.
 */
const [url = '', folder = '', point = ''] = process.argv.slice(2)
const database = await openDatabase({ url })
const files = folderFiles(folder)
const queue = await openQueue(url)
const die = () => process.kill(process.pid, 'SIGKILL')

queue.work('undo_upload', async ({ organizationId, uploadId }) => {
  await undoUpload({ database, files }, organizationId, uploadId, {
    onProgress: ({ stage, rows }) => {
      if (point === 'merging' ? stage === 'merging' : rows >= Number(point)) die()
    },
  })
  die()
})

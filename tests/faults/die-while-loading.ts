import { loadStoredUpload } from '@weft/ingest/load-stored-upload'
import { openDatabase } from '@weft/store/database'
import { folderFiles } from '@weft/store/files/folder-files'
import { openQueue } from '@weft/store/queue'

/**
 * A worker that takes one upload off the queue and dies over it, without a word to anybody, as after `kill -9`: once so
 * many rows are read, at the beginning of the merge, or when it is loaded and the queue does not know yet.
 */
const [url = '', folder = '', point = ''] = process.argv.slice(2)
const database = await openDatabase({ url })
const files = folderFiles(folder)
const queue = await openQueue(url)
const die = () => process.kill(process.pid, 'SIGKILL')

queue.work('load_upload', async ({ organizationId, uploadId }) => {
  await loadStoredUpload({ database, files }, organizationId, uploadId, {
    onProgress: ({ stage, rows }) => {
      if (point === 'merging' ? stage === 'merging' : rows >= Number(point)) die()
    },
  })
  die()
})

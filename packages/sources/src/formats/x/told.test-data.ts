import { interactionsOfPost } from '@weft/model/interaction'
import { exportOf, readExport, rejectedOf } from '../../exports.test-data.ts'
import { type ReadOptions, type RecordRow, recordsOf } from '../../format.ts'
import { detectFormat } from '../../formats.ts'

/** What a file of that content tells, read by whichever format knows it. Acts are written `actor kind target`. */
export async function toldBy(content: unknown, options: ReadOptions = { platform: null }) {
  const exported = exportOf({ file: typeof content === 'string' ? content : JSON.stringify(content) })
  const format = await detectFormat(exported)
  const { rows, summary } = await readExport(format, exported, options)
  const told = rows.filter((row): row is RecordRow => row.outcome === 'record').map(recordsOf)
  const acts = told
    .flat()
    .flatMap((record) =>
      record.type === 'post' ? interactionsOfPost(record) : record.type === 'interaction' ? [record] : [],
    )
    .map(({ actor, kind, target }) => `${nameOf(actor)} ${kind} ${nameOf(target)}`)
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, rows, told, acts, ignored, summary, rejected: rejectedOf(rows) }
}

function nameOf({ platformId, handle }: { platformId: string | null; handle: string | null }): string {
  return platformId ?? `@${handle}`
}

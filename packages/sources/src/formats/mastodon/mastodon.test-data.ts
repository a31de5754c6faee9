import { interactionsOfPost } from '@weft/model/interaction'
import { exportOf, readExport, rejectedOf } from '../../exports.test-data.ts'
import { type ReadOptions, type RecordRow, recordsOf } from '../../format.ts'
import { detectFormat } from '../../formats.ts'

/** What a reader tells of these files: per row its records, the acts in words, and what was left out. */
export async function read(files: Record<string, unknown>, options: ReadOptions = { platform: null }) {
  const exported = exportOf(
    Object.fromEntries(
      Object.entries(files).map(([path, value]) => [path, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
  )
  const format = await detectFormat(exported)
  const { rows, summary } = await readExport(format, exported, options)
  const told = rows.filter((row): row is RecordRow => row.outcome === 'record').map(recordsOf)
  const acts = told
    .flat()
    .flatMap((record) =>
      record.type === 'post'
        ? interactionsOfPost(record).map(({ kind, target }) => `${record.author.handle} ${kind} ${target.handle}`)
        : record.type === 'interaction'
          ? [`${record.actor.handle} ${record.kind} ${record.target.handle}`]
          : record.type === 'follow'
            ? [`${record.follower.handle} follow ${record.followed.handle}`]
            : [],
    )
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, rows, told, acts, ignored, summary, rejected: rejectedOf(rows) }
}

/** The account that the invented exports are of. */
export const ME = 'loomgate@museum.example'

/** Said of exports that do not say it themselves. */
export const OURS: ReadOptions = { platform: null, account: { platform: 'mastodon', platformId: null, handle: ME } }

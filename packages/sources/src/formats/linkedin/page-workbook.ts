import type { Export, ExportFile } from '../../export.ts'
import type { Format, ReadOptions, ReadSummary, SourceRow } from '../../format.ts'
import { UnknownFormat } from '../../refusal.ts'
import { type FoundTable, findTables, readTables } from '../table-archive.ts'
import {
  HOW_TO_GET,
  linkedinCreatorEngagement,
  linkedinCreatorFollowers,
  linkedinPageFollowers,
  linkedinPageMetrics,
  linkedinPagePosts,
  linkedinPageVisitors,
} from './page-analytics.ts'

const NAME = 'LinkedIn page analytics'

const PAGE_TABLES: readonly Format[] = [
  linkedinPagePosts,
  linkedinPageFollowers,
  linkedinPageMetrics,
  linkedinPageVisitors,
]

/** Their columns are those of many tables: they are looked for where the sheets have LinkedIn’s names. */
const CREATOR_TABLES: ReadonlyMap<string, Format> = new Map([
  ['ENGAGEMENT', linkedinCreatorEngagement],
  ['FOLLOWERS', linkedinCreatorFollowers],
])

const PARTS = ['a sheet of new followers, visitor metrics, content metrics or posts, with English headings']

/** Numbers of a page, or of a person’s own posts, as workbooks: several sheets, or one of them alone. */
export const linkedinPageAnalytics: Format = {
  id: 'linkedin_page_analytics',
  name: NAME,
  extent: 'archive',
  howToGet: HOW_TO_GET,
  tells:
    'Per day: new followers, how often the page and its posts were seen, reacted to, commented on and passed on. The page’s posts with their text, and the same for each.',
  cannotTell:
    'Who did any of it, how many followers left, and how many there are in all. Whose page it is. Where followers live and work, and how other pages do, is left aside. Headings in other languages are not known: export in English, or say what the columns mean.',
  async match(exported) {
    const [first] = await pageTables(exported)
    return first === undefined ? { found: [], missing: PARTS } : { found: [first.file.path], missing: [] }
  },
  read: readPage,
}

async function pageTables(exported: Export): Promise<FoundTable[]> {
  const isAlone = exported.files.length === 1
  // Workbooks that lie together are exports of their own: these are the sheets of one.
  const sheets = exported.files.filter((file) => isAlone || (file.isSheet === true && !file.path.includes('/')))
  const found = await findTables(sheets, PAGE_TABLES)
  return isAlone || found.length > 0 ? found : await creatorTables(sheets)
}

async function creatorTables(sheets: readonly ExportFile[]): Promise<FoundTable[]> {
  const found: FoundTable[] = []
  for (const [name, table] of CREATOR_TABLES) {
    const file = sheets.find(({ path }) => path === name)
    const { missing } = file === undefined ? { missing: [name] } : await table.match({ name, files: [file] })
    if (file === undefined || missing.length > 0) return []
    found.push({ file, table })
  }
  return found
}

async function* readPage(exported: Export, options: ReadOptions): AsyncGenerator<SourceRow[], ReadSummary> {
  const found = await pageTables(exported)
  if (found.length === 0) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: PARTS }])
  const summary = yield* readTables(exported, found, options)
  const read = new Set(found.map(({ file }) => file))
  const aside = exported.files.filter((file) => !read.has(file)).map(({ path }) => path)
  const notes = aside.length === 0 ? [] : [`sheets not read: ${aside.join(', ')}`]
  return { ...summary, notes: [...summary.notes, ...notes] }
}

import { writeFile } from 'node:fs/promises'
import type { DescribedTable } from '@weft/sources/mapping/describe-table'
import { type PreviewedRow, previewMapping } from '@weft/sources/mapping/preview-mapping'
import { MAPPED_TABLES, type MappedTable } from '@weft/sources/mapping/roles'
import { type MappingSuggestion, suggestMapping } from '@weft/sources/mapping/suggest-mapping'
import { tableToMap } from '@weft/sources/mapping/table-to-map'
import { AccountNeeded } from '@weft/sources/refusal'
import { readingOptions } from '@weft/store/reading-options'
import type { UploadOptions } from '@weft/store/upload'
import { Command, Option } from 'commander'
import { CannotDo } from '../expected-error.ts'
import { accountOption, platformOption } from '../upload-options.ts'

interface Options extends Pick<UploadOptions, 'account' | 'platform'> {
  table?: MappedTable
  save?: string
  json?: true
}

/** Cells shown of a column: enough to know it by. */
const SAMPLES_SHOWN = 3

const ROWS_SHOWN = 5

/** `weft columns`: what the columns of a table that no format knows are taken for, as a mapping to correct and to use. */
export function columnsCommand(): Command {
  return new Command('columns')
    .description('Say what the columns of a table that is not known are taken for, and write the mapping to correct.')
    .argument('<path>', 'a CSV or a workbook')
    .addOption(new Option('--table <kind>', 'what the table is').choices(MAPPED_TABLES))
    .addOption(platformOption())
    .addOption(accountOption())
    .option('--save <file>', 'write the mapping there, for --mapping of inspect, import and analyze')
    .option('--json', 'print JSON')
    .action(async (path: string, options: Options) => {
      const table = await tableToMap({ path, name: path })
      if (table === null) throw new CannotDo(`${path} holds no table whose first rows name its columns`)
      const suggestion = suggestMapping(table.described, { as: options.table ?? null })
      if (suggestion === null) {
        const meant = options.table === undefined ? 'any table that can be used' : `a table of ${options.table}`
        throw new CannotDo(`${path}: its columns (${table.described.headings.join(', ')}) do not make ${meant}`)
      }
      if (options.save !== undefined) await saveMapping(options.save, suggestion)
      const preview = await previewIfOurs(table.file, suggestion, options)
      process.stdout.write(
        options.json === true
          ? `${JSON.stringify({ columns: shownColumns(table.described), suggestion, preview }, null, 2)}\n`
          : `${textOf(table.described, suggestion, preview)}\n`,
      )
    })
}

async function saveMapping(path: string, { mapping }: MappingSuggestion): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(mapping, null, 2)}\n`, { flag: 'wx' })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CannotDo(code === 'EEXIST' ? `${path} is there already; name another` : `${path} cannot be written`)
  }
}

/** The first rows as they would be understood; `null` where that takes our account and nobody has said which it is. */
async function previewIfOurs(
  file: Parameters<typeof previewMapping>[0],
  { mapping }: MappingSuggestion,
  options: Options,
): Promise<PreviewedRow[] | null> {
  try {
    return await previewMapping(file, mapping, { rows: ROWS_SHOWN, options: readingOptions(options) })
  } catch (error) {
    if (error instanceof AccountNeeded) return null
    throw error
  }
}

function shownColumns({ columns }: DescribedTable) {
  return columns.map(({ heading, kind, samples }) => ({ heading, kind, samples: samples.slice(0, SAMPLES_SHOWN) }))
}

function textOf(described: DescribedTable, suggestion: MappingSuggestion, preview: PreviewedRow[] | null): string {
  const { mapping, taken, unused, questions, notes } = suggestion
  const lines = [`${described.file}, taken for a table of ${mapping.table}`]
  for (const { heading, role, reason } of taken) lines.push(`  ${heading}: ${role} (${reason})`)
  for (const { role, value } of Object.entries(mapping.fixed).map(([role, value]) => ({ role, value }))) {
    lines.push(`  in every row: ${role} = ${value}`)
  }
  for (const role of mapping.ours) lines.push(`  in every row: ${role} = our account`)
  if (unused.length > 0) lines.push(`  not used: ${unused.join(', ')}`)
  for (const { question } of questions) lines.push(`  to decide: ${question}`)
  for (const note of notes) lines.push(`  note: ${note}`)
  if (preview === null) lines.push('  name our account with --account to see how rows would be understood')
  for (const row of preview ?? []) lines.push(...rowText(row))
  return lines.join('\n')
}

function rowText(row: PreviewedRow): string[] {
  switch (row.outcome) {
    case 'record':
      return row.words.map((words) => `  row ${row.row}: ${words}`)
    case 'rejected':
      return [`  row ${row.row}: cannot be used: ${row.problem}; ${row.fix}`]
    case 'ignored':
      return [`  row ${row.row}: left out: ${row.reason}`]
  }
}

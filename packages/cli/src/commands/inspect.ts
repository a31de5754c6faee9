import { namedFormat } from '@weft/ingest/named-format'
import { type InspectedExport, inspectExports } from '@weft/sources/inspect'
import { readingOptions } from '@weft/store/reading-options'
import type { UploadOptions } from '@weft/store/upload'
import { Command } from 'commander'
import { readMappingFiles, rememberedAmong } from '../mapping-files.ts'
import { uploadOptions, withReadingOptions } from '../upload-options.ts'

/** `weft inspect`: what is in exports, without a database. Exit status 1 where one of them could not be read. */
export function inspectCommand(): Command {
  const command = new Command('inspect')
    .description('Say what is in exports (files, folders, zips) without keeping anything.')
    .argument('<paths...>', 'exports to look into')
  return withReadingOptions(command)
    .option('--json', 'print JSON')
    .action(async (paths: string[], options: UploadOptions & { mapping: string[]; json?: true }) => {
      const inputs = paths.map((path) => ({ path, name: path }))
      const said = uploadOptions(options)
      const remembered = rememberedAmong(await readMappingFiles(options.mapping))
      const how = { as: namedFormat(said), remembered }
      const inspection = await inspectExports(inputs, readingOptions(said), how)
      process.stdout.write(
        options.json === true
          ? `${JSON.stringify(inspection, null, 2)}\n`
          : `${inspection.files.map(inspectedText).join('\n\n')}\n`,
      )
      for (const { error } of inspection.files) {
        if (error === null) continue
        process.stderr.write(`${error.message}\n`)
        process.exitCode = 1
      }
    })
}

function inspectedText(inspected: InspectedExport): string {
  const { file, format, rows, records, rejected, ignored, period, coverage, notes } = inspected
  if (format === null) return `${file}\n  not read`
  const lines = [
    file,
    `  format     ${format}`,
    `  rows       ${rows} (${rejected} rejected, ${ignored} ignored)`,
    `  records    ${Object.entries(records)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')}`,
    `  period     ${period === null ? 'no times' : `${period[0]} to ${period[1]}`}`,
  ]
  for (const { platform, direction, acts, text, from, to } of coverage) {
    const when = from === null || to === null ? 'no times' : `${from.slice(0, 10)} to ${to.slice(0, 10)}`
    lines.push(`  covers     ${platform}, ${direction}: ${acts.join(', ')}${text ? ', with text' : ''} (${when})`)
  }
  for (const note of notes) lines.push(`  note       ${note}`)
  for (const [reason, count] of Object.entries(inspected.ignoredBecause)) {
    lines.push(`  ignored    ${count} rows: ${reason}`)
  }
  for (const { file, row, column, value, problem, fix } of inspected.rejectedRows) {
    const where = column === null ? '' : `, ${column} "${value ?? ''}"`
    lines.push(`  rejected   ${file} row ${row}${where}: ${problem}; ${fix}`)
  }
  if (inspected.error !== null) lines.push('  broke off  the counts above are of what came before the error')
  return lines.join('\n')
}

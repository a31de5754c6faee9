import { askForScores } from '@weft/store/computations'
import { openQueue } from '@weft/store/queue'
import { readSettings } from '@weft/store/settings'
import type { UploadOptions } from '@weft/store/upload'
import { totalOf } from '@weft/store/uploads'
import { Command } from 'commander'
import { importExports } from '../import-exports.ts'
import { openInstallation } from '../installation.ts'
import { readMappingFiles, rememberMappings } from '../mapping-files.ts'
import { organizationWithId } from '../organization-with-id.ts'
import { progressOf } from '../progress.ts'
import { uploadOptions, withReadingOptions } from '../upload-options.ts'

/** `weft import`: exports into an organization's data, without going through the API. */
export function importCommand(): Command {
  const command = new Command('import')
    .description('Load exports into an organization; a running service scores them.')
    .argument('<paths...>', 'export files, folders or zips, in any mix')
    .requiredOption('--org <id>', 'the organization')
  return withReadingOptions(command)
    .option('--accept-rejects', 'load what can be used, even where more than 5 % of the rows or all of a file cannot')
    .option('--json', 'print the receipt as JSON')
    .action(async (paths: string[], options: UploadOptions & { org: string; mapping: string[]; json?: boolean }) => {
      const mappings = await readMappingFiles(options.mapping)
      await using installation = await openInstallation(readSettings(process.env))
      const { id } = await organizationWithId(installation, options.org)
      await rememberMappings(installation, id, mappings)
      const progress = progressOf(paths.length)
      const imports = paths.map((path) => ({ path, options: uploadOptions(options) }))
      const imported = await importExports(installation, id, imports, progress).finally(() => progress.end())
      const queue = await openQueue(installation.url)
      await askForScores({ database: installation.database, queue }, id)
      await queue.close()
      const files = imported.flatMap(({ receipt }) => receipt.files)
      const receipt = { files, totals: totalOf(files) }
      if (options.json === true) {
        process.stdout.write(`${JSON.stringify(receipt)}\n`)
        return
      }
      for (const file of [...files, { ...receipt.totals, file: 'in all' }]) {
        process.stdout.write(
          `${file.file}: ${file.rows} rows = ${file.new} new + ${file.updated} updated + ${file.known} known + ` +
            `${file.rejected} rejected + ${file.ignored} ignored\n`,
        )
      }
    })
}

import { FORMATS } from '@weft/sources/formats'
import { formatsPage } from '@weft/sources/formats-page'
import { Command } from 'commander'

/** `weft formats`: which exports are read, how to get each, and what it can and cannot tell. */
export function formatsCommand(): Command {
  return new Command('formats')
    .description('List the export formats that are read: how to get each, what it can and cannot tell.')
    .option('--json', 'print JSON')
    .option('--markdown', 'print a page in Markdown')
    .action((options: { json?: true; markdown?: true }) => {
      if (options.markdown === true) {
        process.stdout.write(formatsPage(FORMATS))
        return
      }
      const formats = FORMATS.map(({ id, name, extent, howToGet, tells, cannotTell }) => {
        return { id, name, extent, howToGet, tells, cannotTell }
      })
      process.stdout.write(
        options.json === true
          ? `${JSON.stringify({ formats }, null, 2)}\n`
          : `${formats
              .map(({ id, name, howToGet, tells, cannotTell }) => {
                return `${id}: ${name}\n  get it       ${howToGet}\n  tells        ${tells}\n  cannot tell  ${cannotTell}`
              })
              .join('\n\n')}\n`,
      )
    })
}

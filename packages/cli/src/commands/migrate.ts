import { startEmbeddedPostgres } from '@weft/store/embedded/start-embedded-postgres'
import { migrate } from '@weft/store/migrate'
import { readSettings } from '@weft/store/settings'
import { Command } from 'commander'

/** `weft migrate`: brings the database up to date. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Bring the database up to date: DATABASE_URL, else the one in WEFT_HOME (default ./.weft).')
    .option('--json', 'print what was done as JSON')
    .action(async (options: { json?: boolean }) => {
      const settings = readSettings(process.env)
      const embedded = settings.databaseUrl === null ? await startEmbeddedPostgres({ home: settings.home }) : null
      try {
        const applied = await migrate(settings.databaseUrl ?? embedded?.url ?? '')
        if (options.json === true) process.stdout.write(`${JSON.stringify({ applied })}\n`)
        else process.stdout.write(applied.length === 0 ? 'Up to date.\n' : `${applied.join('\n')}\n`)
      } finally {
        await embedded?.stop()
      }
    })
}

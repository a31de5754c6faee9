#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { actionsCommand } from './commands/actions.ts'
import { analyzeCommand } from './commands/analyze.ts'
import { checkCommand } from './commands/check.ts'
import { columnsCommand } from './commands/columns.ts'
import { demoCommand } from './commands/demo.ts'
import { fetchCommand } from './commands/fetch.ts'
import { formatsCommand } from './commands/formats.ts'
import { importCommand } from './commands/import.ts'
import { inspectCommand } from './commands/inspect.ts'
import { keyCommand } from './commands/key.ts'
import { metricsCommand } from './commands/metrics.ts'
import { migrateCommand } from './commands/migrate.ts'
import { orgCommand } from './commands/org.ts'
import { readCommand } from './commands/read.ts'
import { readingCommand } from './commands/reading.ts'
import { rubricCommand } from './commands/rubric.ts'
import { serveCommand } from './commands/serve.ts'
import { whatIfCommand } from './commands/what-if.ts'
import { isExpected } from './expected-error.ts'

/** Exit status for a command line that cannot be understood; a command that fails exits with 1. */
const WRONG_USE = 2

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

const weft = new Command('weft')
  .version(version)
  .description('Scores the health of an institution’s external network from exports of follower and interaction data.')
  .exitOverride()
  .configureHelp({ sortSubcommands: true })

for (const command of [
  actionsCommand(),
  analyzeCommand(),
  checkCommand(),
  columnsCommand(),
  demoCommand(),
  fetchCommand(),
  formatsCommand(),
  importCommand(),
  inspectCommand(),
  keyCommand(),
  metricsCommand(),
  migrateCommand(),
  orgCommand(),
  readCommand(),
  readingCommand(),
  rubricCommand(),
  serveCommand(),
  whatIfCommand(),
]) {
  weft.addCommand(inherit(command))
}

try {
  await weft.parseAsync()
} catch (error) {
  process.exitCode = exitStatusOf(error)
}

/** Settings of the program hold for every command below it; commander copies them only to commands it makes itself. */
function inherit(command: Command): Command {
  command.copyInheritedSettings(weft)
  for (const below of command.commands) inherit(below)
  return command
}

function exitStatusOf(error: unknown): number {
  // Commander has printed its message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE
  const isOurs = isExpected(error)
  process.stderr.write(
    isOurs ? `weft: ${error.message}\n` : `weft: ${error instanceof Error ? error.stack : String(error)}\n`,
  )
  return 1
}

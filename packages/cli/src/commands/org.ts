import type { AccountRef } from '@weft/model/account'
import { withOrganization } from '@weft/store/database'
import { createOrganization, listOrganizations } from '@weft/store/organizations'
import { declareOwned } from '@weft/store/parties'
import { readSettings } from '@weft/store/settings'
import { Command, InvalidArgumentError } from 'commander'
import { openInstallation } from '../installation.ts'
import { accountsOption } from '../option-readers.ts'

interface CreateOptions {
  timeZone: string
  fiscalYearStart: number
  owned?: AccountRef[]
  json?: boolean
}

/** `weft org`: the institutions of this installation. */
export function orgCommand(): Command {
  const org = new Command('org').description('The institutions of this installation.')
  org
    .command('create')
    .description('Found an organization.')
    .argument('<name>', 'its name, as scorecards print it')
    .option('--time-zone <zone>', 'the zone its quarters begin in, e.g. Europe/Berlin', timeZone, 'UTC')
    .option('--fiscal-year-start <month>', 'the month its fiscal year begins with, 1 to 12', month, 1)
    .option(
      '--owned <accounts>',
      'its official accounts, e.g. x:weftmuseum,mastodon:weft@example.social',
      accountsOption,
    )
    .option('--json', 'print its id as JSON')
    .action(async (name: string, options: CreateOptions) => {
      await using installation = await openInstallation(readSettings(process.env))
      const calendar = { timeZone: options.timeZone, fiscalYearStartMonth: options.fiscalYearStart }
      const { id } = await createOrganization(installation.database, { name, calendar })
      await withOrganization(installation.database, id, (tx) => declareOwned(tx, id, options.owned ?? []))
      process.stdout.write(options.json === true ? `${JSON.stringify({ id })}\n` : `${id}\n`)
    })
  org
    .command('list')
    .description('List the organizations.')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      await using installation = await openInstallation(readSettings(process.env))
      const organizations = await listOrganizations(installation.database)
      if (options.json === true) process.stdout.write(`${JSON.stringify(organizations)}\n`)
      else for (const { id, name } of organizations) process.stdout.write(`${id}  ${name}\n`)
    })
  return org
}

function timeZone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    throw new InvalidArgumentError('Expected an IANA time zone, for example Europe/Berlin.')
  }
}

function month(text: string): number {
  if (!/^([1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError('Expected a month from 1 to 12.')
  return Number(text)
}

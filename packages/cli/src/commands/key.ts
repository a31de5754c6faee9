import { createApiKey, ROLES, type Role } from '@weft/store/api-keys'
import { findOrganization } from '@weft/store/organizations'
import { readSettings } from '@weft/store/settings'
import { Command, Option } from 'commander'
import { CannotDo } from '../expected-error.ts'
import { openInstallation } from '../installation.ts'

interface CreateOptions {
  org: string
  role: Role
  name: string
  json?: boolean
}

/** `weft key`: keys to the REST API. */
export function keyCommand(): Command {
  const key = new Command('key').description('Keys to the REST API.')
  key
    .command('create')
    .description('Make a key. It is shown once, now.')
    .requiredOption('--org <id>', 'the organization it opens')
    .addOption(new Option('--role <role>', 'what it allows').choices(ROLES).makeOptionMandatory())
    .option('--name <name>', 'what it is for, to tell keys apart', 'command line')
    .option('--json', 'print it as JSON')
    .action(async (options: CreateOptions) => {
      await using installation = await openInstallation(readSettings(process.env))
      if (!isUuid(options.org) || (await findOrganization(installation.database, options.org)) === undefined) {
        throw new CannotDo(`there is no organization ${options.org}; list them with: weft org list`)
      }
      const { name, role } = options
      const made = await createApiKey(installation.database, options.org, { name, role })
      process.stdout.write(options.json === true ? `${JSON.stringify(made)}\n` : `${made.key}\n`)
    })
  return key
}

function isUuid(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
}

import { createApiKey, ROLES, type Role } from '@weft/store/api-keys'
import { readSettings } from '@weft/store/settings'
import { Command, Option } from 'commander'
import { openInstallation } from '../installation.ts'
import { organizationWithId } from '../organization-with-id.ts'

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
      const { id } = await organizationWithId(installation, options.org)
      const { name, role } = options
      const made = await createApiKey(installation.database, id, { name, role })
      process.stdout.write(options.json === true ? `${JSON.stringify(made)}\n` : `${made.key}\n`)
    })
  return key
}

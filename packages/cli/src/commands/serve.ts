import { once } from 'node:events'
import { readSettings } from '@weft/store/settings'
import { Command, InvalidArgumentError } from 'commander'
import pino from 'pino'
import { openInstallation } from '../installation.ts'
import { SERVICES, type Service, startServices } from '../services.ts'

/** `weft serve`: all services in one process, or those named. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('Run the services: all of them, or those named with --only. Ends on SIGINT or SIGTERM.')
    .option('--only <services>', `some of ${SERVICES.join(',')}`, services)
    .action(async (options: { only?: Service[] }) => {
      const settings = readSettings(process.env)
      const logger = pino({ level: settings.logLevel })
      await using installation = await openInstallation(settings)
      await using running = await startServices(installation, settings, options.only ?? SERVICES, logger)
      if (running.address !== null) {
        process.stdout.write(`Weft answers at ${running.address}; its documentation is at ${running.address}/docs\n`)
      }
      await toldToEnd()
      logger.info('ending')
    })
}

/** Waits for the signal to end. A second one ends the process at once. */
export async function toldToEnd(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal)
}

function services(text: string): Service[] {
  const named = text.split(',').map((name) => name.trim())
  const unknown = named.filter((name) => !(SERVICES as readonly string[]).includes(name))
  if (unknown.length > 0)
    throw new InvalidArgumentError(`Expected some of ${SERVICES.join(',')}, not ${unknown.join(',')}.`)
  return named as Service[]
}

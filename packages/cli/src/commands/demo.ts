import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { generateInstitution, STORY } from '@weft/sample/generate-institution'
import { saveExports } from '@weft/sample/save-exports'
import { createApiKey } from '@weft/store/api-keys'
import { createOrganization, listOrganizations } from '@weft/store/organizations'
import { readSettings } from '@weft/store/settings'
import { Command } from 'commander'
import pino from 'pino'
import { ApiCaller } from '../api-caller.ts'
import { checkInventedPosts } from '../check-invented-posts.ts'
import { openInstallation } from '../installation.ts'
import { SERVICES, startServices } from '../services.ts'
import { statedQuality } from '../stated-quality.ts'
import { scorecardOfCurrentInputs } from '../wait-for-scorecard.ts'
import { toldToEnd } from './serve.ts'

/** `weft demo`: an invented institution's exports, the whole way: over the API, through the queue, to the scorecard. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('Invent a museum, hand in its exports, and follow them to its scorecard; then serve.')
    .option('--once', 'end after the scorecard, printing its path last')
    .option('--json', 'with --once: print the paths as JSON')
    .action(async (options: { once?: boolean; json?: boolean }) => {
      const settings = readSettings(process.env)
      const say = (line: string) => void process.stderr.write(`${line}\n`)
      await using installation = await openInstallation(settings)
      // A run that ends by itself should not mind what else listens on this machine.
      const listening = options.once === true ? { ...settings, port: 0 } : settings
      const logger = pino({ level: 'warn' }, pino.destination(2))
      await using running = await startServices(installation, listening, SERVICES, logger)

      const institution = generateInstitution(STORY)
      const folder = join(settings.home, 'demo')
      const { exports } = await saveExports(institution, folder)
      say(`${institution.name}, invented: ${exports.length} export files in ${folder}`)

      const organizationId = await organizationNamed(institution.name)
      const { key } = await createApiKey(installation.database, organizationId, { name: 'demo', role: 'admin' })
      const api = new ApiCaller(running.address ?? '', key)
      const uploads = new Map<string, string>()
      for (const path of exports) uploads.set(await api.upload(path), basename(path))
      for (const [id, name] of uploads) {
        const { totals } = await api.loadedUpload(id)
        say(
          `${name}: ${totals.rows} rows = ${totals.new} new + ${totals.updated} updated + ${totals.known} known + ` +
            `${totals.rejected} rejected + ${totals.ignored} ignored`,
        )
      }

      const quarter = STORY.quarters.at(-1) ?? ''
      say(`Scoring ${STORY.quarters.length} quarters ...`)
      const reader = statedQuality(settings.sentenceEncoder)
      await scorecardOfCurrentInputs(installation, organizationId, quarter, reader)
      const lately = STORY.quarters.slice(-2)
      const checked = await checkInventedPosts(installation, organizationId, institution, lately)
      say(
        `${checked} posts of ${lately.join(' and ')} checked, as people would: their scores are numbers now, not ranges`,
      )
      await scorecardOfCurrentInputs(installation, organizationId, quarter, reader)
      const scorecard = join(folder, 'scorecard.pdf')
      await writeFile(scorecard, await api.scorecardPdf(quarter))
      if (options.once === true) {
        process.stdout.write(options.json === true ? `${JSON.stringify({ exports, scorecard })}\n` : `${scorecard}\n`)
        return
      }
      say(`Its scorecard: ${scorecard}`)
      say(`The REST API: ${running.address}/docs`)
      say(`With this key: ${key}`)
      say(`For example:   curl -H "authorization: Bearer ${key}" ${running.address}/v1/scores/${quarter}`)
      say('Press Ctrl-C to end.')
      await toldToEnd()

      async function organizationNamed(name: string): Promise<string> {
        const known = (await listOrganizations(installation.database)).find((one) => one.name === name)
        return (known ?? (await createOrganization(installation.database, { name }))).id
      }
    })
}

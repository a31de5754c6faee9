import { resolve } from 'node:path'
import { TailorRubricBody } from '@weft/contract/rubric'
import type { AccountRef } from '@weft/model/account'
import type { QuarterName } from '@weft/model/quarter'
import { readSettings } from '@weft/store/settings'
import type { UploadOptions } from '@weft/store/upload'
import { Command } from 'commander'
import { type AnalysisRequest, analyzeExports } from '../analyze-exports.ts'
import { readIndicatorsFile, withIndicatorsOf } from '../indicators-file.ts'
import { openInstallation, openPassingInstallation } from '../installation.ts'
import { readMappingFiles } from '../mapping-files.ts'
import { accountsOption, quarterOption } from '../option-readers.ts'
import { progressOf } from '../progress.ts'
import { uploadOptions, withReadingOptions } from '../upload-options.ts'
import { writeAnalysis } from '../write-analysis.ts'

interface Options extends UploadOptions {
  mapping: string[]
  organization: string
  owned: AccountRef[]
  roster?: string
  rubric?: string
  quarter?: QuarterName
  home?: string
  out: string
  json?: boolean
}

/** `weft analyze`: exports in, scores, tables and a scorecard out. */
export function analyzeCommand(): Command {
  const command = new Command('analyze')
    .description('Score exports at hand and write scores, tables and the scorecard PDF into a folder.')
    .argument('<paths...>', 'export files, folders or zips, in any mix')
    .requiredOption('--organization <name>', 'the institution, as the scorecard names it')
    .requiredOption(
      '--owned <accounts>',
      'its official accounts, e.g. x:weftmuseum,mastodon:weft@example.social',
      accountsOption,
    )
    .option('--roster <file>', 'who is who: a table platform,handle,party,...')
    .option('--rubric <file>', 'tailor weights, anchors and exemptions: JSON as PUT /v1/rubric takes it')
    .option(
      '--quarter <quarter>',
      'only this quarter, e.g. 2015-Q3; without it every quarter the data covers',
      quarterOption,
    )
  return withReadingOptions(command)
    .option('--accept-rejects', 'load what can be used, even where more than 5 % of the rows or all of a file cannot')
    .option('--home <folder>', 'keep the database here; without it nothing is kept')
    .requiredOption('--out <folder>', 'where the results go')
    .option('--json', 'print what was written as JSON')
    .action(async (paths: string[], options: Options) => {
      const request = await requestOf(paths, options)
      await using installation =
        options.home === undefined
          ? await openPassingInstallation()
          : await openInstallation({ databaseUrl: null, home: resolve(options.home), s3: null })
      const progress = progressOf(paths.length + 2)
      const analyzing = withIndicatorsOf(options.rubric ?? '', () => analyzeExports(installation, request, progress))
      const analysis = await analyzing.finally(() => progress.end())
      const written = await writeAnalysis(installation, analysis, resolve(options.out))
      process.stdout.write(options.json === true ? `${JSON.stringify(written)}\n` : `${written.files.join('\n')}\n`)
    })
}

async function requestOf(paths: readonly string[], options: Options): Promise<AnalysisRequest> {
  const { rubric } = options
  return {
    paths,
    organization: options.organization,
    owned: options.owned,
    roster: options.roster ?? null,
    quarter: options.quarter ?? null,
    said: uploadOptions(options),
    mappings: await readMappingFiles(options.mapping),
    tailoring: rubric === undefined ? null : await readIndicatorsFile(rubric, TailorRubricBody),
    sentenceEncoder: readSettings(process.env).sentenceEncoder,
  }
}

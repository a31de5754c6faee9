import { readAccountRef } from '@weft/model/account'
import { isPlatform, PLATFORMS, type Platform } from '@weft/model/platform'
import { FORMATS } from '@weft/sources/formats'
import { UPLOAD_OPTIONS, type UploadOptions } from '@weft/store/upload'
import { type Command, InvalidArgumentError, Option } from 'commander'

/** Adds what may be said of exports to a command. What cannot be right is wrong use, told before anything is opened. */
export function withReadingOptions(command: Command): Command {
  return command
    .option('--format <id>', 'read them as this format, whatever they look like; weft formats lists them', formatId)
    .option(
      '--mapping <file>',
      'what the columns of a table mean that is not known; weft columns writes it; can be given several times',
      (path: string, others: string[]) => [...others, path],
      [],
    )
    .addOption(platformOption())
    .addOption(accountOption())
    .option('--taken-at <time>', 'when it was taken, e.g. 2026-07-01, for lists without a date of their own', moment)
}

export function platformOption(): Option {
  const option = new Option('--platform <name>', 'platform of tables that have no platform column')
  return option.argParser(platformName)
}

export function accountOption(): Option {
  const option = new Option('--account <account>', 'whose export it is, e.g. x:weftmuseum, for those that do not say')
  return option.argParser(account)
}

/** What was said on the command line, as an upload keeps it. */
export function uploadOptions(said: UploadOptions): UploadOptions {
  return Object.fromEntries(
    UPLOAD_OPTIONS.flatMap((name) => (said[name] === undefined ? [] : [[name, said[name]]])),
  ) as UploadOptions
}

function formatId(text: string): string {
  if (FORMATS.some(({ id }) => id === text)) return text
  throw new InvalidArgumentError(`write one of ${FORMATS.map(({ id }) => id).join(', ')}`)
}

function platformName(text: string): Platform {
  const name = text.toLowerCase()
  if (isPlatform(name)) return name
  throw new InvalidArgumentError(`write one of ${PLATFORMS.join(', ')}`)
}

function account(text: string): string {
  try {
    readAccountRef(text)
    return text
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error))
  }
}

function moment(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) && !Number.isNaN(Date.parse(text))) return text
  throw new InvalidArgumentError('write a day like 2026-07-01, or a time like 2026-07-01T12:00:00Z')
}

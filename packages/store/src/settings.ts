import { resolve } from 'node:path'
import { z } from 'zod'

/** What the environment says about this installation. Read once, at the start; nothing else reads the environment. */
export interface Settings {
  /** A PostgreSQL server's database; `null`: the one that comes with Weft, kept in the home folder. */
  databaseUrl: string | null
  /** The folder that holds uploads, scorecards and the embedded database; absolute. */
  home: string
  host: string
  /** 0: any that is free. */
  port: number
  logLevel: LogLevel
  /** The largest file that may be uploaded. */
  uploadBytesMax: number
}

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

/** Some variables are wrong; every one of them is named. */
export class WrongSettings extends Error {
  override name = 'WrongSettings'
  readonly variables: readonly string[]
  constructor(problems: ReadonlyMap<string, string>) {
    super([...problems].map(([variable, problem]) => `${variable}: ${problem}`).join('\n'))
    this.variables = [...problems.keys()]
  }
}

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .refine((number) => number >= least && number <= most, `must be between ${least} and ${most}`)

/** A year of a busy institution's posts with their media left out is some 100 MB. */
const UPLOAD_MEGABYTES = '2048'

const Environment = z.object({
  DATABASE_URL: z
    .string()
    .refine((text) => isPostgresUrl(text), 'must look like postgres://user:password@host:5432/database')
    .optional(),
  WEFT_HOME: z.string().default('.weft'),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an address')
    .default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(8080),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  WEFT_UPLOAD_MEGABYTES_MAX: z.string().default(UPLOAD_MEGABYTES).pipe(wholeNumber(1, 1_000_000)),
})

/**
 * Reads the settings from the environment's variables. A variable that is set to nothing counts as not set. Throws
 * {@link WrongSettings} that names every wrong one, and never a value, which may be a secret.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = Environment.safeParse(set)
  if (!read.success) {
    throw new WrongSettings(new Map(read.error.issues.map(({ path, message }) => [String(path[0]), message])))
  }
  const { DATABASE_URL, WEFT_HOME, HOST, PORT, LOG_LEVEL, WEFT_UPLOAD_MEGABYTES_MAX } = read.data
  return {
    databaseUrl: DATABASE_URL ?? null,
    home: resolve(WEFT_HOME),
    host: HOST,
    port: PORT,
    logLevel: LOG_LEVEL,
    uploadBytesMax: WEFT_UPLOAD_MEGABYTES_MAX * 1024 * 1024,
  }
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol)
}

import { join, resolve } from 'node:path'
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
  /** The bucket that holds uploads and scorecards; `null`: they lie in the home folder. */
  s3: S3Settings | null
  sentenceEncoder: SentenceEncoderSettings
}

/** The optional second tier of reading. */
export interface SentenceEncoderSettings {
  /** Whether posts that scores use are read with it. */
  isOn: boolean
  /** Where its packages are installed; absolute. */
  folder: string
}

/** A bucket of an S3-compatible store. */
export interface S3Settings {
  /** `null`: Amazon's own, by region. */
  endpoint: string | null
  bucket: string
  region: string
  /** Whether the bucket stands in the address's path, not in its host name. */
  pathStyle: boolean
  /** `null`: those that the machine has by itself, as on Amazon's. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null
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

/** Every part of a store's settings. Named by themselves they say nothing: without a bucket nobody uses them. */
const S3_VARIABLES = [
  'WEFT_S3_ENDPOINT',
  'WEFT_S3_REGION',
  'WEFT_S3_PATH_STYLE',
  'WEFT_S3_ACCESS_KEY_ID',
  'WEFT_S3_SECRET_ACCESS_KEY',
] as const

/** A year of a busy institution's posts with their media left out is some 100 MB. */
const UPLOAD_MEGABYTES = '2048'

const Variables = z.object({
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
  WEFT_S3_ENDPOINT: z
    .string()
    .refine((text) => isHttpUrl(text), 'must look like https://storage.example.org')
    .optional(),
  WEFT_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional(),
  WEFT_S3_REGION: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'must be the name of a region')
    .optional(),
  WEFT_S3_PATH_STYLE: z.enum(['true', 'false']).optional(),
  WEFT_S3_ACCESS_KEY_ID: z.string().optional(),
  WEFT_S3_SECRET_ACCESS_KEY: z.string().optional(),
  WEFT_SENTENCE_ENCODER: z
    .string()
    // A folder is known by its separator: "true" or "1" should not be looked for on the disk.
    .regex(/^(?:on|off|.*[/\\].*)$/, 'must be on, off, or a folder such as ./sentence-encoder')
    .default('off'),
})

/**
 * Reads the settings from the environment's variables. A variable that is set to nothing counts as not set. Throws
 * {@link WrongSettings} that names every wrong one, and never a value, which may be a secret.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = Variables.safeParse(set)
  const wrong = new Map([
    ...unfitting(set),
    ...(read.error?.issues ?? []).map(({ path, message }) => [String(path[0]), message] as const),
  ])
  if (!read.success || wrong.size > 0) throw new WrongSettings(wrong)
  const { DATABASE_URL, WEFT_HOME, HOST, PORT, LOG_LEVEL, WEFT_UPLOAD_MEGABYTES_MAX } = read.data
  return {
    databaseUrl: DATABASE_URL ?? null,
    home: resolve(WEFT_HOME),
    host: HOST,
    port: PORT,
    logLevel: LOG_LEVEL,
    uploadBytesMax: WEFT_UPLOAD_MEGABYTES_MAX * 1024 * 1024,
    s3: s3SettingsOf(read.data),
    sentenceEncoder: sentenceEncoderSettingsOf(read.data),
  }
}

/** Variables that are right each by itself and do not go together. */
function unfitting(set: Readonly<Record<string, string | undefined>>): [string, string][] {
  const wrong: [string, string][] = []
  if (set.WEFT_S3_BUCKET === undefined) {
    for (const variable of S3_VARIABLES) {
      if (set[variable] !== undefined) wrong.push([variable, 'needs WEFT_S3_BUCKET beside it'])
    }
  }
  const [id, secret] = ['WEFT_S3_ACCESS_KEY_ID', 'WEFT_S3_SECRET_ACCESS_KEY'] as const
  if (set[id] === undefined && set[secret] !== undefined) wrong.push([id, `is needed beside ${secret}`])
  if (set[secret] === undefined && set[id] !== undefined) wrong.push([secret, `is needed beside ${id}`])
  return wrong
}

function s3SettingsOf(read: z.output<typeof Variables>): S3Settings | null {
  const { WEFT_S3_BUCKET: bucket, WEFT_S3_ACCESS_KEY_ID: accessKeyId, WEFT_S3_SECRET_ACCESS_KEY: secret } = read
  if (bucket === undefined) return null
  const endpoint = read.WEFT_S3_ENDPOINT ?? null
  const isPathStyle = read.WEFT_S3_PATH_STYLE
  return {
    endpoint,
    bucket,
    region: read.WEFT_S3_REGION ?? 'us-east-1',
    // Stores of one's own seldom have a host name for each bucket.
    pathStyle: isPathStyle === undefined ? endpoint !== null : isPathStyle === 'true',
    credentials: accessKeyId === undefined || secret === undefined ? null : { accessKeyId, secretAccessKey: secret },
  }
}

function sentenceEncoderSettingsOf({
  WEFT_HOME: home,
  WEFT_SENTENCE_ENCODER: said,
}: z.output<typeof Variables>): SentenceEncoderSettings {
  const isFolder = said !== 'on' && said !== 'off'
  return { isOn: said !== 'off', folder: isFolder ? resolve(said) : join(resolve(home), 'sentence-encoder') }
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol)
}

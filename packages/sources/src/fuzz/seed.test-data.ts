import type { ReadOptions } from '../format.ts'

/** A small valid export as somebody would hand it in, for a fuzzer to spoil. */
export interface Seed {
  /** The id of the format that reads it. */
  format: string
  /** The file's name as handed in. */
  name: string
  /** The file itself under its name, or what is in the zip. */
  files: Readonly<Record<string, string | Buffer>>
  isZip: boolean
  options: ReadOptions
}

const UNTOLD: ReadOptions = { platform: null }

export function fileSeed(format: string, name: string, content: string | Buffer, options: ReadOptions = UNTOLD): Seed {
  return { format, name, files: { [name]: content }, isZip: false, options }
}

export function jsonSeed(format: string, value: unknown, options: ReadOptions = UNTOLD): Seed {
  return fileSeed(format, 'answer.json', JSON.stringify(value), options)
}

/** One JSON value a line. */
export function linesSeed(format: string, values: readonly unknown[], options: ReadOptions = UNTOLD): Seed {
  return fileSeed(format, 'lines.ndjson', values.map((value) => `${JSON.stringify(value)}\n`).join(''), options)
}

/** A table with a header; cells are quoted where they must be. */
export function tableSeed(
  format: string,
  rows: readonly (readonly string[])[],
  options: ReadOptions = UNTOLD,
  name = 'table.csv',
): Seed {
  return fileSeed(format, name, table(rows), options)
}

export function table(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('')
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Values that are no texts are written as JSON. */
export function zipSeed(format: string, files: Record<string, unknown>, options: ReadOptions = UNTOLD): Seed {
  const written = Object.entries(files).map(([path, value]) => {
    const content = typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value)
    return [path, content] as const
  })
  return { format, name: 'export.zip', files: Object.fromEntries(written), isZip: true, options }
}

/** A workbook is a zip, too. */
export function bookSeed(format: string, parts: Record<string, string>, options: ReadOptions = UNTOLD): Seed {
  return { ...zipSeed(format, parts, options), name: 'book.xlsx' }
}

/** Says whose it is and of when, for what does not say so itself. */
export function ours(platform: NonNullable<ReadOptions['platform']>, handle = 'loomgate'): ReadOptions {
  return { platform: null, account: { platform, platformId: null, handle }, takenAt: Date.parse('2024-03-01') }
}

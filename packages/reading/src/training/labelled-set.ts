import type { Head } from '../head.ts'
import { plainText } from '../post-tokens.ts'

/** Where a set's label for a head stands, and which of its values say yes. */
export interface LabelColumn {
  column: string
  positive: readonly string[]
  /** Where a cell holds several values: what parts them. One positive value among them suffices. */
  separator?: string
}

/**
 * A folder of texts that people labelled, and whether weights learnt from it may be given to others.
 *
 * What its labels really say stands in DECISIONS.md; none was made for what an institution posts.
 */
export interface LabelledSet {
  name: string
  folder: string
  title: string
  /** Who made it, as its licence asks to be said; `null` where it asks nothing or does not ship. */
  attribution: string | null
  licence: string
  /** True only where the licence lets what is learnt from it be shipped. */
  ships: boolean
  /** ISO 639-1. */
  language: string
  files: readonly string[]
  /** Rows separated by commas with a header, or by tabs without quotes. Columns without a header are numbered from 0. */
  layout: 'csv' | 'tsv_with_header' | 'tsv'
  text: string
  labels: Partial<Record<Head, LabelColumn>>
  /** Heads that it measures but never teaches, though it ships. */
  onlyMeasures?: readonly Head[]
  /** Folds are whole files where the files are different places: what holds for one video need not for the next. */
  foldBy: 'text' | 'file'
}

/** A labelled text. Heads that the set says nothing of are absent. */
export interface LabelledPost {
  text: string
  file: string
  labels: Partial<Record<Head, boolean>>
}

/** The post that a row of a set holds; `null` where it has no text. */
export function postOfRow(
  set: LabelledSet,
  row: Readonly<Record<string, string | undefined>>,
  file: string,
): LabelledPost | null {
  const text = row[set.text] ?? ''
  if (text.trim() === '') return null
  const labels: LabelledPost['labels'] = {}
  for (const [head, { column, positive, separator }] of Object.entries(set.labels)) {
    const cell = row[column] ?? ''
    const values = separator === undefined ? [cell] : cell.split(separator)
    labels[head as Head] = values.some((value) => positive.includes(value.trim()))
  }
  return { text, file, labels }
}

/** A set's text as it was posted: odd code points decoded, what stands for a link a link again. */
export function textAsPosted(text: string): string {
  return plainText(text)
    .replace(/<U\+([0-9A-F]{4,6})>/g, (_, hex: string) => codePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, digits: string) => codePoint(Number(digits)))
    .replace(/<[a-z/][^<>]{0,300}>/gi, ' ')
    .replace(/\$LINK\b|\bURL\b/g, 'https://link.example')
}

/** 0x92 is the apostrophe of Windows-1252, which some sets took for a code point. */
function codePoint(value: number): string {
  if (value === 0x92) return '’'
  return value <= 0x10ffff ? String.fromCodePoint(value) : ' '
}

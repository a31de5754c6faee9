import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { NodeCompiler, type NodeError, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { ACCENT_COLOR_DEFAULT, readAccentColor } from './accent-color.ts'
import { pageDataOf } from './page-data.ts'
import type { Scorecard } from './scorecard.ts'

export type Paper = 'a4' | 'letter'

/** A font file (TrueType or OpenType, not WOFF) and the family name that is written in it. */
export interface Font {
  family: string
  bytes: Uint8Array
}

export interface ScorecardOptions {
  /** Default `a4`. */
  paper?: Paper
  /** `#rrggbb`, dark enough to be read on white. Default: a deep teal. */
  accentColor?: string
  /** For scripts other than Latin, Greek, Cyrillic, Arabic and Hebrew; asked in the order given. */
  fonts?: readonly Font[]
}

/** The scorecard holds characters that none of the fonts can print. */
export class MissingGlyphs extends Error {
  override name = 'MissingGlyphs'
  readonly characters: string[]
  /** The scorecard's texts that hold them. */
  readonly texts: string[]
  constructor(characters: string[], texts: string[]) {
    super(
      `no font on the scorecard can print ${characters.join(' ')} in ${texts.map((text) => `"${text}"`).join(', ')}: ` +
        'pass a font that can (for Chinese, Japanese and Korean for example Noto Sans SC, JP or KR as TTF)',
    )
    this.characters = characters
    this.texts = texts
  }
}

/** The scorecard cannot be laid out: our template and the data do not fit each other. */
export class ScorecardNotRendered extends Error {
  override name = 'ScorecardNotRendered'
}

/**
 * The scorecard as a PDF of one page: tagged, PDF/UA-1, fonts embedded, every chart with a text that says its numbers.
 *
 * Pure: the same scorecard and options give the same bytes, on every machine with the same dependencies. Text too long
 * for its place ends in an ellipsis. Throws {@link MissingGlyphs}, `UnusableAccentColor`, `NotADay`, and
 * {@link ScorecardNotRendered} for a defect of ours. Synchronous; see DECISIONS.md for time and memory.
 */
export function renderScorecard(scorecard: Scorecard, options: ScorecardOptions = {}): Uint8Array {
  const { paper = 'a4', accentColor = ACCENT_COLOR_DEFAULT, fonts = [] } = options
  const accent = readAccentColor(accentColor)
  const page = {
    ...pageDataOf(scorecard, accent),
    paper: { a4: 'a4', letter: 'us-letter' }[paper],
    accentColor: accent,
    families: [...OWN_FAMILIES, ...fonts.map((font) => font.family)],
  }
  const compiler = fonts.length === 0 ? (ownCompiler ??= compilerWith([])) : compilerWith(fonts)
  try {
    for (const density of DENSITIES) {
      const document = compile(compiler, { ...page, density })
      if (document.numOfPages === 1) return new Uint8Array(compiler.pdf(document, { pdfStandard: 'ua-1' }))
    }
    throw new ScorecardNotRendered('the text does not fit on one page, however close it is set')
  } catch (error) {
    throw missingGlyphsIn(error, scorecard) ?? error
  } finally {
    // Typst remembers layouts for all of the process: what the last few scorecards did not use is let go.
    compiler.evictCache(COMPILES_REMEMBERED_MAX)
  }
}

function compile(compiler: NodeCompiler, page: object): NodeTypstDocument {
  const compiled = compiler.compile({ mainFileContent: TEMPLATE, inputs: { page: JSON.stringify(page) } })
  const document = compiled.result
  if (document === null) throw new ScorecardNotRendered(diagnosis(compiled.takeError()))
  const warning = compiled.takeWarnings()
  if (warning !== null) throw new ScorecardNotRendered(diagnosis(warning))
  return document
}

/** From roomy to close, in points and lines: the first that keeps the page on one page is taken. */
const DENSITIES = [
  { rowInset: 9, gap: 19, itemLines: 6, itemSpacing: 7 },
  { rowInset: 7, gap: 15, itemLines: 5, itemSpacing: 5.5 },
  { rowInset: 5.5, gap: 13, itemLines: 4, itemSpacing: 4.5 },
  { rowInset: 4.5, gap: 11, itemLines: 3, itemSpacing: 4 },
  { rowInset: 4, gap: 10, itemLines: 2, itemSpacing: 3 },
]

const COMPILES_REMEMBERED_MAX = 4

/** The template, beside this file in the sources and in what is built. */
const TEMPLATE = readFileSync(new URL('scorecard.typ', import.meta.url), 'utf8')

const OWN_FAMILIES = ['Source Sans 3', 'Noto Sans Arabic', 'Noto Sans Hebrew']

const require = createRequire(import.meta.url)

const OWN_FONT_FILES = [
  require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  require.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-hebrew/600SemiBold/NotoSansHebrew_600SemiBold.ttf'),
]

let ownCompiler: NodeCompiler | undefined

/**
 * The compiler also sees the machine's fonts and has no switch for that; the template names its families and turns
 * fallback off, and where a family is on the machine too, the file given here wins.
 */
function compilerWith(fonts: readonly Font[]): NodeCompiler {
  const blobs = [...OWN_FONT_FILES.map((file) => readFileSync(file)), ...fonts.map(({ bytes }) => Buffer.from(bytes))]
  return NodeCompiler.create({ fontArgs: [{ fontBlobs: blobs }] })
}

function diagnosis(error: NodeError | null): string {
  if (error === null) return 'the typesetter gave no reason'
  return error.shortDiagnostics.map((one: { message?: string }) => one.message ?? JSON.stringify(one)).join('; ')
}

/** PDF/UA forbids a character without a glyph, so the typesetter refuses it and quotes the character. */
function missingGlyphsIn(error: unknown, scorecard: Scorecard): MissingGlyphs | null {
  if (!(error instanceof Error)) return null
  const quoted = error.message.matchAll(/the text `\\?"(.*?)\\?"` could not be displayed/g)
  const characters = [...new Set([...quoted].map((match) => match[1] ?? ''))]
  if (characters.length === 0) return null
  const texts = textsIn(scorecard).filter((text) => characters.some((character) => text.includes(character)))
  return new MissingGlyphs(characters, [...new Set(texts)])
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

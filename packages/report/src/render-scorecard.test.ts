import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UnusableAccentColor } from './accent-color.ts'
import { museumFacts, museumQuarters, QUARTERS } from './invented-institutions.test-data.ts'
import { type PrintedPage, type PrintedText, readPrintedPage } from './printed-page.test-data.ts'
import { MissingGlyphs, renderScorecard } from './render-scorecard.ts'
import type { Scorecard } from './scorecard.ts'
import { cases } from './scorecard-cases.test-data.ts'
import { scorecardOfQuarters } from './scorecard-of-quarters.ts'

const SIDES = 50
const { museum, archiveAlone, baseline, nothingMeasurable, markup } = cases

describe.each(Object.entries(cases))('the scorecard "%s"', (_, scorecard: Scorecard) => {
  test.each([
    ['a4', 595, 842],
    ['letter', 612, 792],
  ] as const)(
    'fills one page of %s, nothing spilled, nothing set over something else',
    async (paper, width, height) => {
      const page = await readPrintedPage(renderScorecard(scorecard, { paper }))
      expect(page.pages).toBe(1)
      expect([Math.round(page.width), Math.round(page.height)]).toEqual([width, height])
      expect(page.pieces.filter((piece) => piece.left < SIDES - 1 || piece.right > width - SIDES + 1)).toEqual([])
      expect(page.pieces.filter(({ baseline }) => baseline < 28 || baseline > height - 36)).toEqual([])
      expect(overlaps(page)).toEqual([])
    },
  )

  test('is tagged PDF/UA-1 with a title, a language and a text for every chart', async () => {
    const pdf = renderScorecard(scorecard)
    const page = await readPrintedPage(pdf)
    expect(page.tagged).toBe(true)
    expect(page.language).toBe('en')
    expect(page.title).toBe(`${scorecard.organization}: network health scorecard, ${scorecard.quarter}`)
    expect(Buffer.from(pdf).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(page.roles.filter((role) => role === 'TR')).toHaveLength(7)
    expect(page.roles.filter((role) => role === 'H1')).toHaveLength(3)
    expect(page.figureAlts.length).toBeGreaterThan(0)
    expect(page.figureAlts).not.toContain(null)
  })

  test('embeds its own fonts and no others', async () => {
    const { fonts } = await readPrintedPage(renderScorecard(scorecard))
    expect(fonts.length).toBeGreaterThan(0)
    for (const font of fonts) {
      expect(font.name).toMatch(/^(SourceSans3|NotoSansArabic|NotoSansHebrew)-(Regular|SemiBold)$/)
      expect(font.embedded).toBe(true)
    }
  })

  test('is the same bytes twice, whatever was made in between', () => {
    const first = renderScorecard(scorecard)
    renderScorecard(scorecard, { paper: 'letter' })
    renderScorecard(museum)
    expect(Buffer.from(renderScorecard(scorecard)).equals(Buffer.from(first))).toBe(true)
  })
})

test('a measured quarter says its scores, bands, intervals, changes and what they rest on', async () => {
  const { text } = await readPrintedPage(renderScorecard(museum))
  for (const words of [
    'Museum of Tides',
    'Draft, not reviewed',
    'Data from 1 July to 30 September 2026',
    'Version 1, id 7f3a9c21',
    'Expressing vulnerability rose 5 points to 41 of 100, while provoking fell 4 points.',
    '41 growing 90 % interval 36 to 46',
    '86 thriving',
    '↑ up',
    '↓ down',
    '−4 points (−6 to −2)',
    '→ no clear change',
    '3 of 4 indicators; 80 % of the weight',
    'Left out by decision: our charter forbids blocking members of the public:',
    'Of 24 actions of 2026-Q2: 5 done,',
    'Answer the 14 questions from visitors',
    '18 % of accounts have no stakeholder group yet.',
    'Method 8, rubric weft-2026.1, reader rules-1.0.0, seed 20260930.',
  ]) {
    expect(text).toContain(words)
  }
})

test('charts are told in words to those who do not see them: numbers, gaps and ranges', async () => {
  const { figureAlts } = await readPrintedPage(renderScorecard(museum))
  expect(figureAlts).toContain('Promote others: score 86 of 100, thriving, 90 % interval 83 to 89.')
  expect(figureAlts).toContain(
    'Seed, feed and weed by quarter: 2024-Q4 50; 2025-Q1 52; 2025-Q2 49; 2025-Q3 53; 2025-Q4 no score; 2026-Q1 55; 2026-Q2 54; 2026-Q3 55.',
  )
  expect(figureAlts.find((alt) => alt?.startsWith('Provoke by quarter'))).toContain(
    '2024-Q4 provisional, from 30 to 62',
  )
  expect(figureAlts[0]).toContain('dormant from 0 to under 20')
})

test('one archive that nobody checked gives ranges and reasons, and no single number for a practice', async () => {
  const { text, figureAlts } = await readPrintedPage(renderScorecard(archiveAlone))
  expect(text).toContain('from 34 to 71 provisional')
  expect(text).toContain('Not enough evidence: an X archive holds no replies received')
  expect(text).toContain('whether people answer when we ask')
  expect(text).not.toMatch(/90 % interval/)
  expect(figureAlts.filter((alt) => alt?.includes(': score '))).toEqual([])
})

test('the first quarter says baseline in every row and shows no arrow', async () => {
  const { text, figureAlts } = await readPrintedPage(renderScorecard(baseline))
  expect(text.match(/ baseline /g)?.length).toBeGreaterThanOrEqual(5)
  expect(text).not.toMatch(/[↑↓→]/)
  expect(figureAlts.filter((alt) => alt?.includes('by quarter'))).toEqual([])
  expect(text).toContain('Reviewed by Ines Duarte on 7 October 2026')
})

test('a quarter in which nothing can be measured has words and no charts', async () => {
  const { text, figureAlts } = await readPrintedPage(renderScorecard(nothingMeasurable))
  expect(text.match(/Not enough evidence:/g)).toHaveLength(6)
  expect(figureAlts).toHaveLength(1)
  expect(text).toContain('None of the five practices could be scored this quarter')
})

test.each(QUARTERS.slice(1))(
  'the trend up to %s starts with the first quarter and ends with this one',
  async (quarter) => {
    const scorecard = scorecardOfQuarters(museumFacts, museumQuarters, quarter)
    const { pages, figureAlts } = await readPrintedPage(renderScorecard(scorecard))
    expect(pages).toBe(1)
    const trend = figureAlts.find((alt) => alt?.startsWith('Promote others by quarter'))
    expect(trend).toContain('2024-Q4 44; ')
    expect(trend?.endsWith(`${quarter} ${scoreOf(scorecard)}.`)).toBe(true)
  },
)

test('what people write is printed as it is, never read as markup', async () => {
  const { text, title } = await readPrintedPage(renderScorecard(markup))
  expect(text).toContain('#panic("x") $x^2$ [b] *c* _d_ `e` <f> @g \\*/ // h {{i}}')
  expect(title).toContain('#panic("x") $x^2$')
})

test('any text in any place stays on its one page', async () => {
  const anyText = fc.string({ unit: 'grapheme-ascii', maxLength: 400 })
  await fc.assert(
    fc.asyncProperty(anyText, anyText, fc.constantFrom('a4' as const, 'letter' as const), async (one, two, paper) => {
      const scorecard: Scorecard = {
        ...archiveAlone,
        organization: one,
        id: two,
        headline: two,
        changed: [one, two, one],
        recommended: [two, one],
        unmeasured: [{ reason: two, indicators: [one] }],
        review: { name: one, date: '2026-10-07' },
      }
      const page = await readPrintedPage(renderScorecard(scorecard, { paper }))
      expect(page.pages).toBe(1)
      expect(page.pieces.filter((piece) => piece.right > page.width - SIDES + 1)).toEqual([])
    }),
    { seed: 20260930, numRuns: 25 },
  )
})

test('a name that no font can print is an error that quotes it, never empty boxes', () => {
  const render = () => renderScorecard({ ...museum, organization: '潮汐博物館 Tides' })
  expect(render).toThrow(MissingGlyphs)
  expect(render).toThrow(/潮汐博物館 Tides.*pass a font/)
})

test('a font passed along prints the script that ours lack, and is embedded', async () => {
  const thai = { ...museum, organization: 'พิพิธภัณฑ์น้ำขึ้นน้ำลง' }
  expect(() => renderScorecard(thai)).toThrow(MissingGlyphs)
  const require = createRequire(import.meta.url)
  const fonts = [
    require.resolve('@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf'),
    require.resolve('@expo-google-fonts/noto-sans-thai/600SemiBold/NotoSansThai_600SemiBold.ttf'),
  ].map((file) => ({ family: 'Noto Sans Thai', bytes: readFileSync(file) }))
  const page = await readPrintedPage(renderScorecard(thai, { fonts }))
  expect(page.fonts).toContainEqual({ name: 'NotoSansThai-SemiBold', embedded: true })
  expect(() => renderScorecard(thai, { fonts: [{ family: 'No Such Family', bytes: new Uint8Array() }] })).toThrow(
    /no such family/i,
  )
})

test('the accent colour is used, and refused where small text in it could not be read', () => {
  const inRed = renderScorecard(museum, { accentColor: '#8a1f2d' })
  expect(Buffer.from(inRed).equals(Buffer.from(renderScorecard(museum)))).toBe(false)
  expect(() => renderScorecard(museum, { accentColor: '#ffd400' })).toThrow(UnusableAccentColor)
})

test('the document is dated by its content: the review, else the end of the data', async () => {
  expect((await readPrintedPage(renderScorecard(museum))).creationDate).toContain('20260930')
  expect((await readPrintedPage(renderScorecard(baseline))).creationDate).toContain('20261007')
})

/** Pairs of texts whose letters (from the baseline to the height of an x) would touch. */
function overlaps({ pieces }: PrintedPage): [string, string][] {
  const pairs: [string, string][] = []
  for (const [i, one] of pieces.entries()) {
    for (const other of pieces.slice(i + 1)) if (touch(one, other)) pairs.push([one.text, other.text])
  }
  return pairs
}

function touch(one: PrintedText, other: PrintedText): boolean {
  const tolerance = 0.3
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left) > tolerance
  const top = (piece: PrintedText) => piece.baseline + piece.size * 0.5
  return across && Math.min(top(one), top(other)) - Math.max(one.baseline, other.baseline) > tolerance
}

function scoreOf({ rows }: Scorecard): string {
  const { finding } = rows.promotion
  return finding.state === 'scored' ? String(finding.score) : ''
}

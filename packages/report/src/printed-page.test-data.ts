import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A piece of text as it lies on the page, in points from the lower left corner. */
export interface PrintedText {
  text: string
  left: number
  right: number
  baseline: number
  size: number
}

/** What an independent reader (pdf.js) finds in a PDF. */
export interface PrintedPage {
  pages: number
  width: number
  height: number
  title: string
  language: string
  tagged: boolean
  creationDate: string
  /** Text in reading order with single spaces. */
  text: string
  pieces: PrintedText[]
  /** Roles of the structure tree, top down. */
  roles: string[]
  figureAlts: (string | null)[]
  /** Names without the subset's prefix, and whether the file carries the font. */
  fonts: { name: string; embedded: boolean }[]
}

interface StructNode {
  role?: string
  alt?: string
  children?: StructNode[]
}

export async function readPrintedPage(pdf: Uint8Array): Promise<PrintedPage> {
  // pdf.js takes the buffer away from its owner.
  const task = getDocument({ data: pdf.slice(), verbosity: 0 })
  const document = await task.promise
  const page = await document.getPage(1)
  const { width, height } = page.getViewport({ scale: 1 })
  const info = (await document.getMetadata()).info as Record<string, string>
  const pieces = (await page.getTextContent()).items.flatMap((item) =>
    'str' in item && item.str.trim() !== '' ? [item] : [],
  )
  const nodes = flatten((await page.getStructTree()) as StructNode)
  const operators = await page.getOperatorList()
  const fontIds = operators.fnArray.flatMap((fn, i) =>
    fn === OPS.setFont ? [(operators.argsArray[i] as [string])[0]] : [],
  )
  const fonts = [...new Set(fontIds)].map((id) => page.commonObjs.get(id) as { name: string; missingFile: boolean })
  const printed: PrintedPage = {
    pages: document.numPages,
    width,
    height,
    title: info['Title'] ?? '',
    language: info['Language'] ?? '',
    tagged: (await document.getMarkInfo())?.Marked ?? false,
    creationDate: info['CreationDate'] ?? '',
    text: pieces
      .map(({ str }) => str)
      .join(' ')
      .replace(/\s+/g, ' '),
    pieces: pieces.map(({ str, width, transform }) => {
      const [, , , size, left, baseline] = transform as [number, number, number, number, number, number]
      return { text: str, left, right: left + width, baseline, size }
    }),
    roles: nodes.map(({ role }) => role ?? ''),
    figureAlts: nodes.filter(({ role }) => role === 'Figure').map(({ alt }) => alt ?? null),
    fonts: fonts.map(({ name, missingFile }) => ({ name: name.replace(/^[A-Z]{6}\+/, ''), embedded: !missingFile })),
  }
  await task.destroy()
  return printed
}

function flatten(node: StructNode): StructNode[] {
  return [node, ...(node.children ?? []).flatMap(flatten)]
}

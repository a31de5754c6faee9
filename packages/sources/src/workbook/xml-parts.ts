import { TextDecoder } from 'node:util'
import type { ExportFile } from '../export.ts'
import { BrokenFile, UnsafeArchive } from '../refusal.ts'

/** What to do with an XML text as it is read. Names come without their prefix, attributes with it. */
export interface XmlTaker {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(name: string): void
  text(text: string): void
}

/** Office nests a dozen deep; a part that nests deeper than this was made to exhaust a parser. */
const DEPTH_MAX = 100

/** Far above what a spreadsheet lets anybody write into a cell. Nothing in a part is longer: neither text nor tag. */
const SPAN_BYTES_MAX = 1024 * 1024

/**
 * Reads a part of a workbook, giving way after each piece so that what was taken can be handed on.
 *
 * Office never declares a document type: one that does is refused with {@link UnsafeArchive}, whatever it defines.
 * Throws {@link BrokenFile} for what is not well-formed.
 */
export async function* readXml(book: string, part: ExportFile, taker: XmlTaker): AsyncGenerator<void> {
  const { SaxesParser } = await import('saxes')
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  const refuse = (expected: string): never => {
    throw new BrokenFile(book, part.path, expected)
  }
  let depth = 0
  let spanBytes = 0
  parser.on('doctype', () => {
    throw new UnsafeArchive(book, `${part.path} in it declares a document type, as no workbook does`)
  })
  parser.on('opentag', ({ name, attributes }) => {
    spanBytes = 0
    depth++
    if (depth > DEPTH_MAX) refuse(`elements that nest at most ${DEPTH_MAX} deep`)
    taker.open(localName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    spanBytes = 0
    depth--
    taker.close(localName(name))
  })
  parser.on('text', (text) => taker.text(text))
  parser.on('cdata', (text) => taker.text(text))
  parser.on('error', ({ message }) => refuse(`well-formed XML (${message})`))
  let decoder: TextDecoder | null = null
  for await (const piece of part.open()) {
    // Only UTF-8 and UTF-16 are allowed there, and UTF-16 begins with its mark.
    decoder ??= new TextDecoder(piece[0] === 0xff ? 'utf-16le' : piece[0] === 0xfe ? 'utf-16be' : 'utf-8')
    spanBytes += piece.length
    parser.write(decoder.decode(piece, { stream: true }))
    if (spanBytes > SPAN_BYTES_MAX) refuse(`texts and tags of at most ${SPAN_BYTES_MAX} bytes`)
    yield
  }
  parser.close()
  yield
}

/** {@link readXml} to its end at once, for the parts that are small. */
export async function readWholeXml(book: string, part: ExportFile, taker: Partial<XmlTaker>): Promise<void> {
  const nothing = () => {}
  const taking = { open: nothing, close: nothing, text: nothing, ...taker }
  for await (const _ of readXml(book, part, taking)) continue
}

/** An attribute by its name, whatever prefix the file gives it. */
export function prefixedAttribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(attributes).find(([written]) => written.endsWith(`:${name}`))?.[1]
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

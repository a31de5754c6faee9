import { encodingOf, utf8Bytes } from '../../encoding.ts'
import { type ExportFile, firstBytes } from '../../export.ts'
import { BrokenFile, NotData } from '../../refusal.ts'

/** What happens in an XML text, in order. Names come without their prefix. */
export type XmlEvent =
  | { event: 'open'; name: string; attributes: Readonly<Record<string, string>> }
  | { event: 'text'; text: string }
  | { event: 'close'; name: string }

/** No graph file nests deeper; one that does was made to exhaust a parser. */
const DEPTH_MAX = 100

/** A single text this long is none that names anything. */
const TEXT_CHARACTERS_MAX = 1024 * 1024

/** The name of a file's root element, without its prefix; `null` where it does not begin as XML. */
export async function xmlRoot(file: ExportFile): Promise<string | null> {
  const head = (await firstBytes(file, 4096)).toString('utf8').replaceAll('\0', '')
  const root = /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*|<!DOCTYPE[^>[]*>\s*)*<(?:[\w.-]+:)?([\w.-]+)/.exec(
    head,
  )
  return root?.[1]?.toLowerCase() ?? null
}

/**
 * The events of an XML file, as it is read; holds a chunk of it at a time. Entities beyond the five that XML has are
 * never defined by the file, and nothing is fetched. Throws {@link BrokenFile} where it is not well-formed, and
 * {@link NotData} for one that defines entities of its own.
 */
export async function* xmlEvents(file: ExportFile): AsyncGenerator<XmlEvent> {
  const { SaxesParser } = await import('saxes')
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true })
  let events: XmlEvent[] = []
  let depth = 0
  let held = 0
  let isSomethingOver = false
  const refuse = (expected: string): never => {
    throw new BrokenFile(file.path, `line ${parser.line}`, expected)
  }
  parser.on('doctype', (text) => {
    if (!text.includes('<!ENTITY')) return
    throw new NotData(
      file.path,
      'XML that defines entities of its own',
      'save the graph again from the tool that made it',
    )
  })
  parser.on('comment', () => {
    isSomethingOver = true
  })
  parser.on('opentag', ({ name, attributes }) => {
    isSomethingOver = true
    depth++
    if (depth > DEPTH_MAX) refuse(`elements that nest at most ${DEPTH_MAX} deep`)
    events.push({ event: 'open', name: localName(name), attributes })
  })
  parser.on('closetag', ({ name }) => {
    isSomethingOver = true
    depth--
    events.push({ event: 'close', name: localName(name) })
  })
  const onText = (text: string): void => {
    isSomethingOver = true
    if (text.length > TEXT_CHARACTERS_MAX) refuse(`texts of at most ${TEXT_CHARACTERS_MAX} characters`)
    if (text.trim() !== '') events.push({ event: 'text', text })
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('error', ({ message }) => refuse(`well-formed XML (${message.replace(/^\d+:\d+:\s*/, '')})`))
  const decoder = new TextDecoder()
  for await (const chunk of utf8Bytes(file, await encodingOf(file))) {
    const text = decoder.decode(chunk, { stream: true })
    parser.write(text)
    // The parser holds a tag, text or comment until it ends.
    held = isSomethingOver ? 0 : held + text.length
    isSomethingOver = false
    if (held > TEXT_CHARACTERS_MAX) refuse(`tags and texts of at most ${TEXT_CHARACTERS_MAX} characters`)
    yield* events
    events = []
  }
  parser.close()
  yield* events
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase()
}

import { Parser } from 'htmlparser2'

/** Elements before and after which a reader sees a line end; two stand around a paragraph. */
const BLOCKS = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'blockquote',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'tr',
  'aside',
])

/** What is in these is for machines. */
const HIDDEN = new Set(['script', 'style', 'head', 'template'])

/**
 * The text of a post that is written in HTML, as its author typed it: paragraphs apart by an empty line, links with
 * their whole address, entities as the characters they stand for. O(length).
 */
export function htmlText(html: string): string {
  let text = ''
  let hidden = 0
  const parser = new Parser(
    {
      onopentagname(name) {
        if (HIDDEN.has(name)) hidden++
        if (name === 'br') text += '\n'
        else if (name === 'p' && text !== '') text += '\n\n'
        else if (BLOCKS.has(name)) text += '\n'
      },
      onclosetag(name) {
        if (HIDDEN.has(name)) hidden--
        else if (BLOCKS.has(name)) text += '\n'
      },
      ontext(part) {
        if (hidden === 0) text += part
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)
  return text
    .replaceAll(/[ \t\u00a0]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

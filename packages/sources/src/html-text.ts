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
 * What forums and servers put into a post that its author did not write: what somebody else is quoted with (Discourse),
 * the address of the quoted post for apps that do not show quotes (Mastodon's own page hides it, too), and what a linked
 * page says of itself.
 */
const NOT_THE_AUTHORS = /(?:^|\s)(?:quote|quote-inline|onebox)(?:\s|$)/

const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0c, 0x0d])
const RUNS_OF_BLANKS = /[ \t\r\n\f]+/g

type Attributes = Readonly<Record<string, string>>

/**
 * The text of a post that is written in HTML, as its author typed it: paragraphs apart by an empty line, links with
 * their whole address, entities as the characters they stand for, pictures that stand for an emoji as its name, and
 * without what the author only quotes. O(length).
 */
export function htmlText(html: string): string {
  let text = ''
  let hidden = 0
  let preformatted = 0
  let endsBlank = true
  const add = (part: string): void => {
    if (part === '') return
    text += part
    endsBlank = BLANKS.has(part.charCodeAt(part.length - 1))
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (hidden > 0 || isHidden(name, attributes)) {
          if (hidden === 0) add(`\n${attributes['data-onebox-src'] ?? ''}\n`)
          hidden++
          return
        }
        if (name === 'pre') preformatted++
        if (name === 'br') add('\n')
        else if (name === 'p' && text !== '') add('\n\n')
        else if (name === 'img') add(emojiName(attributes))
        else if (BLOCKS.has(name)) add('\n')
      },
      onclosetag(name) {
        if (hidden > 0) {
          hidden--
          return
        }
        if (name === 'pre') preformatted--
        if (BLOCKS.has(name)) add('\n')
      },
      ontext(part) {
        if (hidden === 0) add(preformatted > 0 ? part : inLine(part, endsBlank))
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

function isHidden(name: string, attributes: Attributes): boolean {
  return HIDDEN.has(name) || NOT_THE_AUTHORS.test(attributes['class'] ?? '')
}

/** Blanks and line ends of the HTML itself are one blank to its reader, and none after another. */
function inLine(part: string, isAfterBlank: boolean): string {
  const line = part.replace(RUNS_OF_BLANKS, ' ')
  return isAfterBlank && line.startsWith(' ') ? line.slice(1) : line
}

function emojiName({ class: kinds = '', alt = '' }: Attributes): string {
  return /\bemoji\b/.test(kinds) ? alt : ''
}

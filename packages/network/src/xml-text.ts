/** Characters that XML 1.0 cannot hold, even escaped; a display name may well contain one. */
// oxlint-disable-next-line no-control-regex -- these are the characters meant
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu

/** Line feeds and tabs too: a reader takes those of an attribute as spaces unless they are escaped. */
const ESCAPED = /[&<>"\t\n\r]/g

/**
 * Text as XML holds it, within an element or a quoted attribute, so that a reader gets the same text back. Characters
 * that XML cannot hold become U+FFFD.
 */
export function xmlText(text: string): string {
  return text.replace(NOT_XML, '\ufffd').replace(ESCAPED, (character) => `&#${character.charCodeAt(0)};`)
}

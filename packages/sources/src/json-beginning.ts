import { type LosslessJson, parseLossless } from './lossless-json.ts'

/** Brackets and strings, the latter whole or cut off by the end of the text. */
const TOKENS = /"(?:[^"\\]|\\.)*("|\\?$)|[[\]{},]/gs

/**
 * What the beginning of a long JSON text says: all that stands before the last comma outside of texts, with what is open
 * there closed. The last list or object in it may lack its end. `undefined` where nothing whole has come by then.
 */
export function jsonBeginning(text: string): LosslessJson | undefined {
  let open = ''
  let cut: { at: number; open: string } | null = null
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token === ',') cut = { at: index, open }
    else if (token === '[') open = `]${open}`
    else if (token === '{') open = `}${open}`
    else if (token === ']' || token === '}') open = open.slice(1)
  }
  return cut === null ? undefined : parseLossless(text.slice(0, cut.at) + cut.open)
}

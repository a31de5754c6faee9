import type { Export } from '@weft/sources/export'
import type { Format } from '@weft/sources/format'
import type { ExportInput } from '@weft/sources/open-export'
import { recogniseExports } from '@weft/sources/recognise'
import { type ExportRefused, NotData, NothingKnown, UnknownFormat } from '@weft/sources/refusal'

/** An export in an upload. */
export interface DetectedExport {
  name: string
  exported: Export
  format: Format
}

/** What an upload holds. */
export interface DetectedExports {
  /** Never empty. */
  exports: DetectedExport[]
  /** Files that are no export, beside others that are: a read-me, a picture. */
  leftAside: ExportRefused[]
}

/**
 * What is in a file, folder or zip, export by export; `as` is the format that a person names.
 *
 * Throws `ExportRefused` where there is no export in it, or where one is damaged or unsafe: then all of it is refused.
 */
export async function detectExports(
  input: ExportInput,
  { as = null }: { as?: Format | null } = {},
): Promise<DetectedExports> {
  const detected: DetectedExports = { exports: [], leftAside: [] }
  for (const recognition of await recogniseExports([input], { as })) {
    if ('format' in recognition) detected.exports.push(recognition)
    else if (isOfAnotherKind(recognition.refusal)) detected.leftAside.push(recognition.refusal)
    else throw recognition.refusal
  }
  const [refusal] = detected.leftAside
  if (detected.exports.length === 0 && refusal !== undefined) throw refusal
  return detected
}

function isOfAnotherKind(refusal: ExportRefused): boolean {
  if (refusal instanceof NothingKnown) return refusal.refusals.every(isOfAnotherKind)
  return refusal instanceof UnknownFormat || refusal instanceof NotData
}

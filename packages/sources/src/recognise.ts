import type { Export, ExportFile } from './export.ts'
import type { Format } from './format.ts'
import { detectFormat, FORMATS } from './formats.ts'
import { type RememberedMappings, rememberedFormat } from './mapping/remembered-format.ts'
import { type ExportInput, openExports } from './open-export.ts'
import { ExportRefused, type Likeness, NothingKnown, UnknownFormat } from './refusal.ts'

/** An export whose format is known, or the reason why it cannot be read. */
export type Recognition = { name: string; exported: Export; format: Format } | { name: string; refusal: ExportRefused }

/** What is said of exports beforehand. */
export interface HowToRecognise {
  /** The format that a person names. */
  as?: Format | null
  remembered?: RememberedMappings
}

/**
 * Opens what was handed in and finds each export in it: a folder or zip that one format knows is one export; any
 * other is searched for such folders, and each file left over is an export of its own. Where nothing in it is known,
 * it is refused as one.
 *
 * With `as`, a format that a person names, nothing is guessed: a single file or an archive is of that format, and of
 * several files those that have all it needs, else those that show anything of it. Its reader says what is wrong then.
 *
 * A table that no format knows is read by the column mapping that is remembered for its headings, where there is one.
 *
 * One that cannot be read keeps none of the others from being read.
 */
export async function recogniseExports(
  inputs: readonly ExportInput[],
  { as = null, remembered = async () => undefined }: HowToRecognise = {},
): Promise<Recognition[]> {
  const recognitions: Recognition[] = []
  for (const input of inputs) {
    try {
      for (const exported of await openExports(input)) {
        recognitions.push(...(await (as === null ? recognise(exported, remembered) : recogniseAs(as, exported))))
      }
    } catch (error) {
      recognitions.push(refused(input.name, error))
    }
  }
  return recognitions
}

async function recognise(exported: Export, remembered: RememberedMappings): Promise<Recognition[]> {
  const [file, ...others] = exported.files
  if (file !== undefined && others.length === 0) return [await recogniseFile(file, exported, remembered)]
  const tried: Likeness[] = []
  for (const format of FORMATS.filter((one) => one.extent === 'archive')) {
    const { found, missing } = await format.match(exported)
    if (missing.length === 0) return [{ name: exported.name, exported, format }]
    if (found.length > 0) tried.push({ format: format.name, found, missing })
  }
  const recognitions: Recognition[] = []
  for (const part of partsOf(exported)) recognitions.push(...(await recognise(part, remembered)))
  const refusals = recognitions.flatMap((one) => ('refusal' in one ? [one.refusal] : []))
  if (refusals.length < recognitions.length) return recognitions
  // A thousand pictures are one thing that cannot be read, not a thousand.
  if (tried.length > 0) return [refused(exported.name, new UnknownFormat(exported.name, tried))]
  return [refused(exported.name, new NothingKnown(exported.name, exported.files.length, refusals))]
}

async function recogniseFile(file: ExportFile, exported: Export, remembered: RememberedMappings): Promise<Recognition> {
  const { name } = exported
  try {
    return { name, exported, format: await detectFormat(exported) }
  } catch (error) {
    const format = error instanceof UnknownFormat ? await rememberedFormat(file, remembered) : null
    return format === null ? refused(name, error) : { name, exported, format }
  }
}

async function recogniseAs(format: Format, exported: Export): Promise<Recognition[]> {
  if (format.extent === 'archive' || exported.files.length === 1) return [{ name: exported.name, exported, format }]
  const recognitions: Recognition[] = []
  const inPart: Recognition[] = []
  for (const file of exported.files) {
    const name = `${exported.name.replace(/\/+$/, '')}/${file.path}`
    const alone = { name, files: [file] }
    try {
      const { found, missing } = await format.match(alone)
      if (found.length > 0) inPart.push({ name, exported: alone, format })
      if (missing.length > 0) throw new UnknownFormat(name, [{ format: format.name, found, missing }])
      recognitions.push({ name, exported: alone, format })
    } catch (error) {
      recognitions.push(refused(name, error))
    }
  }
  if (recognitions.some((one) => 'format' in one)) return recognitions
  if (inPart.length > 0) return inPart
  const refusals = recognitions.flatMap((one) => ('refusal' in one ? [one.refusal] : []))
  return [refused(exported.name, new NothingKnown(exported.name, exported.files.length, refusals))]
}

/**
 * The folders and files directly inside, each as an export with its own paths. An archive may hold two files of one
 * path, or a file where it has a folder: each file is a part of its own.
 */
function partsOf({ name, files }: Export): Export[] {
  const parts: Export[] = []
  const folders = new Map<string, Export>()
  for (const file of files) {
    const slash = file.path.indexOf('/')
    const first = slash === -1 ? file.path : file.path.slice(0, slash)
    const known = slash === -1 ? undefined : folders.get(first)
    const part = known ?? { name: `${name.replace(/\/+$/, '')}/${first}`, files: [] }
    part.files.push({ ...file, path: file.path.slice(slash + 1) })
    if (known !== undefined) continue
    parts.push(part)
    if (slash !== -1) folders.set(first, part)
  }
  return parts
}

function refused(name: string, error: unknown): Recognition {
  if (error instanceof ExportRefused) return { name, refusal: error }
  throw error
}

/** One file of an export. Opening it again starts it from the beginning; nothing is held open in between. */
export interface ExportFile {
  /** Path inside the export, `/` between folders; for a single file its name. */
  path: string
  /** Size when unpacked. */
  bytes: number
  open(): AsyncIterable<Uint8Array>
  /**
   * The same bytes, each piece in the memory of the one before, for whoever is done with a piece when asking for the
   * next: a large file then leaves no garbage. Absent where nothing would be gained.
   */
  openInPlace?(): AsyncIterable<Uint8Array>
  /**
   * A sheet of a workbook, as CSV: its rows are counted as the workbook counts them, whatever line breaks their cells
   * hold.
   */
  isSheet?: true
}

/** The bytes of a file for one look at each piece: the next may overwrite it. */
export function passingBytes(file: ExportFile): AsyncIterable<Uint8Array> {
  return file.openInPlace === undefined ? file.open() : file.openInPlace()
}

/** What was handed in: a file, a folder or a zip. Never empty. */
export interface Export {
  /** As the person who handed it in knows it. */
  name: string
  files: ExportFile[]
}

/** The file of an export that is one file; `null` where there are several, or none. */
export function onlyFile({ files }: Export): ExportFile | null {
  return files.length === 1 ? (files[0] ?? null) : null
}

/** Formats ask for no more than this to know a file by: it is kept, for there are dozens that ask. */
const BEGINNING_BYTES = 4096

const beginnings = new WeakMap<ExportFile, Buffer>()

/** The first bytes of a file, at most `count` of them. Asked again for a few of the same file it answers at once. */
export async function firstBytes(file: ExportFile, count: number): Promise<Buffer> {
  if (count > BEGINNING_BYTES) return await readFirst(file, count)
  let beginning = beginnings.get(file)
  if (beginning === undefined) {
    // A copy: what was read is far larger.
    beginning = Buffer.from(await readFirst(file, BEGINNING_BYTES))
    beginnings.set(file, beginning)
  }
  return beginning.subarray(0, count)
}

async function readFirst(file: ExportFile, count: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of file.open()) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= count) break
  }
  return Buffer.concat(chunks).subarray(0, count)
}

/**
 * The files by their path below the folder that wraps them all: `twitter-2022/data/tweets.js` is `data/tweets.js`
 * where everything lies in `twitter-2022/`. Only a folder that holds everything is a wrapper.
 */
export function filesBelowWrapper(exported: Export): Map<string, ExportFile> {
  const folders = exported.files.map((file) => file.path.split('/').slice(0, -1))
  let depth = 0
  const [first] = folders
  while (first?.[depth] !== undefined && folders.every((folder) => folder[depth] === first[depth])) depth++
  return new Map(exported.files.map((file) => [file.path.split('/').slice(depth).join('/'), file]))
}

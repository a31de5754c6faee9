import { BrokenFile } from '../refusal.ts'

/** The first bytes of Office documents from before 2007, and of encrypted ones of any year. */
export function isCompoundFile(head: Buffer): boolean {
  return head.subarray(0, 8).toString('latin1') === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
}

/** A sector's number from here on ends a chain, or marks a sector that holds no data. */
const SECTORS_MAX = 0xfffffff8

const ENTRY_BYTES = 128
const STREAM = 2
const ROOT = 5

/**
 * The streams in a compound file by their names, each opened when asked for: an Office document of old is a file system
 * in a file, of sectors in chains. Throws {@link BrokenFile} for chains that lead nowhere or in circles.
 *
 * Source: [MS-CFB].
 */
export function compoundStreams(book: string, bytes: Buffer): Map<string, () => Buffer> {
  const refuse = (expected: string): never => {
    throw new BrokenFile(book, 'its sectors', expected)
  }
  const sectorShift = bytes.length < 512 ? 0 : bytes.readUInt16LE(30)
  if (sectorShift !== 9 && sectorShift !== 12) refuse('a whole compound file')
  const sectorBytes = 1 << sectorShift
  const sectors = Math.ceil(bytes.length / sectorBytes) - 1

  const sector = (number: number): Buffer => {
    if (number >= sectors) refuse('sectors that are in the file')
    return bytes.subarray((number + 1) * sectorBytes, (number + 2) * sectorBytes)
  }
  const chain = (first: number, nextOf: (number: number) => number): number[] => {
    const numbers: number[] = []
    for (let number = first; number < SECTORS_MAX; number = nextOf(number)) {
      // A chain longer than there are sectors goes in circles.
      if (numbers.length * 64 > bytes.length) refuse('chains that end')
      numbers.push(number)
    }
    return numbers
  }

  const tables = tableSectors(bytes, sectorBytes, sector, chain)
  const nextIn = (lists: readonly Buffer[]) => (number: number) => {
    const list = lists[Math.floor((number * 4) / sectorBytes)]
    const at = (number * 4) % sectorBytes
    if (list === undefined || at + 4 > list.length) return refuse('a table of all sectors')
    return list.readUInt32LE(at)
  }
  const next = nextIn(tables.map(sector))
  const read = (first: number) => Buffer.concat(chain(first, next).map(sector))

  const entries = directoryEntries(read(bytes.readUInt32LE(48)))
  const smallBelow = bytes.readUInt32LE(56)
  const root = entries.find(({ type }) => type === ROOT)
  const nextSmall = nextIn(chain(bytes.readUInt32LE(60), next).map(sector))
  const readSmall = (first: number): Buffer => {
    const container = root === undefined ? Buffer.alloc(0) : read(root.first)
    return Buffer.concat(chain(first, nextSmall).map((number) => container.subarray(number * 64, number * 64 + 64)))
  }
  return new Map(
    entries
      .filter(({ type }) => type === STREAM)
      .map(({ name, first, size }) => [
        name,
        () => {
          const content = (size < smallBelow ? readSmall(first) : read(first)).subarray(0, size)
          return content.length === size ? content : refuse('streams of the length they declare')
        },
      ]),
  )
}

/** The sectors that hold the table of sectors: 109 of them in the header, the others in a chain of lists. */
function tableSectors(
  bytes: Buffer,
  sectorBytes: number,
  sector: (number: number) => Buffer,
  chain: (first: number, nextOf: (number: number) => number) => number[],
): number[] {
  const numbers: number[] = []
  const take = (list: Buffer, count: number): void => {
    for (let at = 0; at < Math.min(count, Math.floor(list.length / 4)); at++) {
      const number = list.readUInt32LE(at * 4)
      if (number < SECTORS_MAX) numbers.push(number)
    }
  }
  take(bytes.subarray(76, 512), 109)
  const inList = sectorBytes / 4 - 1
  const nextList = (number: number) => {
    const list = sector(number)
    return list.length < sectorBytes ? SECTORS_MAX : list.readUInt32LE(inList * 4)
  }
  for (const list of chain(bytes.readUInt32LE(68), nextList)) take(sector(list), inList)
  return numbers
}

function directoryEntries(directory: Buffer) {
  const entries: { name: string; type: number; first: number; size: number }[] = []
  for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
    const nameBytes = Math.min(64, directory.readUInt16LE(at + 64))
    entries.push({
      name: directory.toString('utf16le', at, at + Math.max(0, nameBytes - 2)),
      type: directory[at + 66] ?? 0,
      first: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    })
  }
  return entries
}

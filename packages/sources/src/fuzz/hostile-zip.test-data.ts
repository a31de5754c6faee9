import { deflateRawSync } from 'node:zlib'

/** A file of a zip, with whatever it lies about. */
export interface HostileEntry {
  name: string
  content: Buffer
  /** Packed as it is, in place of deflated. */
  isStored?: boolean
  isEncrypted?: boolean
  /** The size that the table of contents declares; the true one unless told. */
  declaredBytes?: number
  declaredPackedBytes?: number
  /** Sizes and place are in the field that zips above 4 GiB have. */
  isZip64?: boolean
  /** Its bytes are those of the entry before: both unpack from one place. */
  sharesBytes?: boolean
  /** A link, which unpacks to a path. */
  isLink?: boolean
}

/** A zip written by hand, which can say what no honest tool writes. */
export function hostileZip(entries: readonly HostileEntry[]): Buffer {
  const written: Buffer[] = []
  const contents: Buffer[] = []
  let at = 0
  let placeBefore = 0
  let packed: Buffer = Buffer.alloc(0)
  for (const entry of entries) {
    if (entry.sharesBytes !== true) packed = entry.isStored === true ? entry.content : deflateRawSync(entry.content)
    if (entry.sharesBytes !== true) {
      placeBefore = at
      const local = Buffer.concat([localHeader(entry, packed.length), packed])
      written.push(local)
      at += local.length
    }
    contents.push(centralHeader(entry, packed.length, placeBefore))
  }
  const table = Buffer.concat(contents)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(table.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...written, table, end])
}

function localHeader(entry: HostileEntry, packedBytes: number): Buffer {
  const name = Buffer.from(entry.name)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(flagsOf(entry), 6)
  header.writeUInt16LE(entry.isStored === true ? 0 : 8, 8)
  header.writeUInt32LE(packedBytes, 18)
  header.writeUInt32LE(entry.content.length, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function centralHeader(entry: HostileEntry, truePackedBytes: number, place: number): Buffer {
  const { isZip64 = false, declaredBytes = entry.content.length, declaredPackedBytes = truePackedBytes } = entry
  const name = Buffer.from(entry.name)
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  // Made on Unix, so that the mode counts.
  header.writeUInt16LE(0x0314, 4)
  header.writeUInt16LE(isZip64 ? 45 : 20, 6)
  header.writeUInt16LE(flagsOf(entry), 8)
  header.writeUInt16LE(entry.isStored === true ? 0 : 8, 10)
  header.writeUInt32LE(isZip64 ? 0xffffffff : declaredPackedBytes, 20)
  header.writeUInt32LE(isZip64 ? 0xffffffff : declaredBytes, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt16LE(isZip64 ? 28 : 0, 30)
  header.writeUInt32LE(((entry.isLink === true ? 0o120777 : 0o100644) << 16) >>> 0, 38)
  header.writeUInt32LE(isZip64 ? 0xffffffff : place, 42)
  if (!isZip64) return Buffer.concat([header, name])
  const large = Buffer.alloc(28)
  large.writeUInt16LE(1, 0)
  large.writeUInt16LE(24, 2)
  large.writeBigUInt64LE(BigInt(declaredBytes), 4)
  large.writeBigUInt64LE(BigInt(declaredPackedBytes), 12)
  large.writeBigUInt64LE(BigInt(place), 20)
  return Buffer.concat([header, name, large])
}

/** Names in UTF-8, and the bit of encryption. */
function flagsOf({ isEncrypted = false }: HostileEntry): number {
  return 0x800 | (isEncrypted ? 1 : 0)
}

/** A part of a CAR file says that it is longer than any is. */
export class FrameTooLong extends Error {
  override name = 'FrameTooLong'
  constructor(bytesMax: number) {
    super(`no part above ${bytesMax} bytes`)
  }
}

/**
 * Hands the pieces of a CAR file on, as long as each of its parts (header and blocks, each after its length) says that it
 * is at most `bytesMax` long. Whoever reads the parts then never waits for one that is as long as the file.
 * Throws {@link FrameTooLong}.
 */
export async function* withinFrames(pieces: AsyncIterable<Uint8Array>, bytesMax: number): AsyncGenerator<Uint8Array> {
  let length = 0
  let unit = 1
  let left = 0
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      if (left > 0) {
        const step = Math.min(left, piece.length - at)
        left -= step
        at += step
        continue
      }
      // Seven bits a byte, the lowest first; the highest bit says that there are more.
      const byte = piece[at] ?? 0
      at++
      length += (byte & 0x7f) * unit
      unit *= 0x80
      if (length > bytesMax || unit > 2 ** 49) throw new FrameTooLong(bytesMax)
      if (byte >= 0x80) continue
      left = length
      length = 0
      unit = 1
    }
    yield piece
  }
}

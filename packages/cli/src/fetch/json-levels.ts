const QUOTE = 0x22
const BACKSLASH = 0x5c

/** How deep lists and objects lie in each other in a JSON text; 0 where there are none. O(bytes), no recursion. */
export function jsonLevels(bytes: Uint8Array): number {
  let deepest = 0
  let level = 0
  let isText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) isText = !isText
    else if (isText) {
      if (byte === BACKSLASH) at++
    } else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++level)
    else if (byte === 0x5d || byte === 0x7d) level--
  }
  return deepest
}

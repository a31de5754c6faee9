import type { AccountRef } from '@weft/model/account'
import type { Platform } from '@weft/model/platform'

/** How handles stand in texts, on the platforms whose texts have them: not inside an address, nor after a word. */
const HANDLE_IN_TEXT: Partial<Readonly<Record<Platform, RegExp>>> = {
  x: /(?<![\w@/])@(\w{1,15})\b/g,
  instagram: /(?<![\w.@/])@(\w(?:[\w.]{0,28}\w)?)/g,
  threads: /(?<![\w.@/])@(\w(?:[\w.]{0,28}\w)?)/g,
  // Without a host it is somebody on the writer's server, which the text does not name.
  mastodon: /(?<![\w.@/])@(\w[\w.-]*@[\w-]+(?:\.[\w-]+)+)/g,
  bluesky: /(?<![\w.@/])@([\w-]+(?:\.[\w-]+)+)/g,
}

/** The accounts that a text names, in order; none on platforms where `@name` is no handle. */
export function handlesInText(platform: Platform, text: string): AccountRef[] {
  const pattern = HANDLE_IN_TEXT[platform]
  if (pattern === undefined) return []
  return [...text.matchAll(pattern)].map(([, handle = '']) => ({ platform, platformId: null, handle }))
}

/** Where an account lives. `other` is for data whose platform nobody stated. */
export const PLATFORMS = [
  'x',
  'mastodon',
  'bluesky',
  'linkedin',
  'instagram',
  'facebook',
  'threads',
  'youtube',
  'reddit',
  'slack',
  'discourse',
  'other',
] as const

export type Platform = (typeof PLATFORMS)[number]

/** True for a name in {@link PLATFORMS}. */
export function isPlatform(text: string): text is Platform {
  return (PLATFORMS as readonly string[]).includes(text)
}

/** Where one passes on another's post whole, as a repost, boost or share. */
const WITH_REPOSTS: ReadonlySet<Platform> = new Set([
  'x',
  'mastodon',
  'bluesky',
  'linkedin',
  'facebook',
  'threads',
  'other',
])

/** True where others' posts can be passed on as they are: silence of a file about it is then not knowing. */
export function hasReposts(platform: Platform): boolean {
  return WITH_REPOSTS.has(platform)
}

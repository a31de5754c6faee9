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

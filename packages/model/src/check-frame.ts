/** What a quarter's check draws from: what the organization wrote, and what outsiders wrote to it. */
export const CHECK_FRAMES = ['own', 'sent_to_us'] as const

export type CheckFrame = (typeof CHECK_FRAMES)[number]

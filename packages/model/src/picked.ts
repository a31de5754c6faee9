/**
 * Why a person looked at a post: the quarter's check drew it, or they disagreed with its label. Only what the check drew
 * says anything of the posts that nobody looked at.
 */
export const PICKED = ['check', 'overruled'] as const

export type Picked = (typeof PICKED)[number]

export const PRACTICES = ['vulnerability', 'mixing', 'provocation', 'promotion', 'tending'] as const

export type Practice = (typeof PRACTICES)[number]

/** The five practices, and the fabric they are to produce. */
export const SCORED = [...PRACTICES, 'weave'] as const

export type Scored = (typeof SCORED)[number]

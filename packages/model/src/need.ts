/**
 * What an indicator needs to know: our own posts with their text, our acts toward others, what
 * of others we passed on, what others did toward us, the
 * text of that, what others did among themselves, who is who, acts of staff accounts, and the quarter before.
 *
 * In the order in which people are told of them.
 */
export const NEEDS = [
  'own_text',
  'own_acts',
  'own_reposts',
  'inbound',
  'inbound_text',
  'among_others',
  'roster',
  'staff_acts',
  'previous_quarter',
] as const

export type Need = (typeof NEEDS)[number]

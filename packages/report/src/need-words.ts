import type { Need } from '@weft/model/need'

/** What is missing, and what would bring it: short enough for a line of the page. */
export const NEED_WORDS: Record<Need, string> = {
  own_text: 'Our own posts with text: add the account’s archive',
  own_acts: 'Our own acts: add the account’s archive',
  own_reposts: 'What we reposted, which no analytics hold: add the account’s archive',
  inbound: 'Replies and mentions received, which no archive holds: add them from an API or a listening tool',
  inbound_text: 'The text of what others wrote to us: add it from an API or a listening tool',
  among_others: 'What others did among themselves: add it from a listening tool',
  roster: 'Who is staff, customer, partner or independent: add a roster',
  staff_acts: 'What our staff did: add their archives, or a listening tool’s table',
  previous_quarter: 'The quarter before: add its replies and mentions',
}

import { NEEDS, type Need } from '@weft/model/need'
import type { QuarterName } from '@weft/model/quarter'
import { listInWords } from './list-in-words.ts'

/** What is missing, and what to upload so that it is not. */
const NEED_WORDS: Record<Need, { missing: string; upload: string }> = {
  own_text: {
    missing: 'posts of ours with their text',
    upload: 'the archive of your accounts',
  },
  own_acts: {
    missing: 'what we did toward others',
    upload: 'the archive of your accounts',
  },
  own_reposts: {
    missing: 'what we reposted (the analytics of a platform never has it)',
    upload: 'the archive of your accounts',
  },
  inbound: {
    missing: 'replies and mentions received (an X archive never has them)',
    upload: 'mentions and replies from the X API or a listening tool',
  },
  inbound_text: {
    missing: 'the text of what others wrote to us (an X archive never has it)',
    upload: 'mentions and replies with text from the X API or a listening tool',
  },
  among_others: {
    missing: 'what others did among themselves',
    upload: 'interactions between others from a listening tool or the X API',
  },
  roster: {
    missing: 'who is staff, customer, partner or independent',
    upload: 'a roster file (platform, handle, party)',
  },
  staff_acts: {
    missing: 'any act of a staff account toward others',
    upload: 'the archives of staff accounts, or interactions of theirs from a listening tool',
  },
  previous_quarter: {
    missing: 'what others did toward us in the quarter before',
    upload: 'replies and mentions received in the quarter before',
  },
}

/**
 * Why something is not measurable and which upload would change that, in a sentence each; for needs in the order of
 * {@link NEEDS}. The same needs always give the same words, so that a report can name them once.
 */
export function needsInWords(missing: readonly Need[], quarter: QuarterName): string {
  const words = NEEDS.filter((need) => missing.includes(need)).map((need) => NEED_WORDS[need].missing)
  return `The data for ${quarter} does not hold ${listInWords(words)}. ${uploadInWords(missing, quarter)}.`
}

/** As {@link needsInWords}, where each is covered but they seldom are at the same time on one platform. */
export function separateNeedsInWords(needs: readonly Need[], quarter: QuarterName, days: string): string {
  const words = NEEDS.filter((need) => needs.includes(need)).map((need) => NEED_WORDS[need])
  const missing = listInWords(words.map(({ missing: what }) => what))
  return `The data for ${quarter} holds ${missing} together on only ${days}. ${uploadInWords(needs, quarter)} so that they overlap.`
}

/** "Upload a roster file (platform, handle, party) for 2015-Q3". */
export function uploadInWords(needs: readonly Need[], quarter: QuarterName): string {
  const uploads = NEEDS.filter((need) => needs.includes(need)).map((need) => NEED_WORDS[need].upload)
  return `Upload ${listInWords([...new Set(uploads)])} for ${quarter}`
}

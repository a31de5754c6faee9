import { type RawBuilder, sql } from 'kysely'

/** {@link STRONGEST_LABEL_FIRST} as text, for statements that are not built. */
export const STRONGEST_LABEL_FIRST_TEXT =
  "array_position(array['hand', 'roster', 'rule'], set_by), rule_id desc nulls last, party_label.id desc"

/**
 * The order in which labels of one account beat each other: a hand setting beats a roster, a roster beats a rule, a
 * newer rule beats an older one, and of equals the newest holds. Only labels that were not withdrawn take part.
 */
export const STRONGEST_LABEL_FIRST: RawBuilder<unknown> = sql.raw(STRONGEST_LABEL_FIRST_TEXT)

/** What exports of listening tools cannot tell. */
export const SEARCHES_ONLY =
  'What its search did not find: silence in it says nothing. Reach and impressions are its own estimates. News and blogs have no account and are left out.'

/** What reports on one’s own posts cannot tell. */
export const COUNTS_ONLY = 'Who did any of it.'

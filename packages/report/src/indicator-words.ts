/** What each indicator tells, as a noun phrase for lists. */
const INDICATOR_WORDS: Record<string, string> = {
  'vulnerability.disclosure': 'speaking of hard things',
  'vulnerability.asking': 'asking for advice',
  'vulnerability.answered': 'whether people answer when we ask',
  'vulnerability.followed_up': 'whether we come back to those who answered',
  'mixing.personal_share': 'the personal beside the professional',
  'mixing.human_voices': 'how much of our voice is staff',
  'mixing.staff_breadth': 'how many staff take part',
  'mixing.multiplex_ties': 'ties that carry both sides',
  'provocation.stance_share': 'taking positions',
  'provocation.generativity': 'whether it makes others think aloud',
  'provocation.breadth': 'whether different groups join in',
  'provocation.between_others': 'whether others talk to each other',
  'provocation.civility': 'whether the talk stays civil',
  'promotion.share': 'promoting others against promoting ourselves',
  'promotion.disinterest': 'promoting more than partners',
  'promotion.breadth': 'promoting many, not the same few',
  'promotion.drawn_in': 'whether promotion draws people in',
  'tending.seeding': 'newcomers who take root',
  'tending.introductions': 'introductions that take',
  'tending.recognition': 'thanking those who give most',
  'tending.responsiveness': 'answering those who write to us',
  'tending.retention': 'people who stay',
  'tending.weeding': 'less room for negative energy',
  'weave.cross_party': 'ties across stakeholder groups',
  'weave.beyond_us': 'ties that do not run through us',
  'weave.reciprocity': 'ties that are returned',
  'weave.sustained': 'ties that last',
  'weave.hub_independence': 'whether it would live without us',
}

/** The indicator in plain words; an indicator that an organization added is named by its id. */
export function indicatorInWords(id: string): string {
  return INDICATOR_WORDS[id] ?? id
}

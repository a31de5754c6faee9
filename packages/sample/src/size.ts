/** How large an institution is. All counts are whole; none but `originalsPerQuarter` has to be above 0. */
export interface InstitutionSize {
  /** Employees with an account of their own. */
  staff: number
  customers: number
  partners: number
  thirdParties: number
  media: number
  /** Accounts that no roster names. */
  unclassified: number
  /** Outsiders that do something toward the institution in a quarter, before those whom a promotion draws in. */
  activeOutsiders: number
  /** Posts that the brand and its staff start themselves, introductions not counted. */
  originalsPerQuarter: number
}

/** A middling museum: most of the method's indicators reach their minimum in every quarter. */
export const DEFAULT_SIZE: InstitutionSize = {
  staff: 12,
  customers: 320,
  partners: 25,
  thirdParties: 60,
  media: 20,
  unclassified: 1400,
  activeOutsiders: 420,
  originalsPerQuarter: 300,
}

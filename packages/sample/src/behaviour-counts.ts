/** What the practices look like in counts: numerators beside the numbers of items they rest on. */
export interface Behaviour {
  vulnerability: {
    originals: number
    disclosures: number
    asks: number
    /** Asks with at least two distinct outsiders replying within 14 days. */
    asksAnswered: number
    answers: number
    answersFollowedUp: number
  }
  mixing: {
    personal: number
    outbound: number
    outboundByEmployees: number
    employeesHeard: number
    mutualTies: number
  }
  provocation: {
    provocative: number
    /** Distinct outsiders replying, summed over provocative and over other originals. */
    provoked: number
    ordinary: number
    ordinaryRepliers: number
    threadReplies: number
    threadRepliesAmongOthers: number
    provokedReplies: number
    provokedInsults: number
  }
  promotion: {
    promotions: number
    selfPromotions: number
    promotionsOfPartners: number
    promotedAccounts: number
    /** Promoted outsiders who do something toward us within 30 days. */
    drawnIn: number
  }
  tending: {
    activeOutsiders: number
    /** Outsiders first seen this quarter with at least three acts toward us. */
    catalysts: number
    pairsIntroduced: number
    pairsTaken: number
    /** The most active tenth of outsiders, and those of them whom we answered or promoted. */
    topContributors: number
    topRecognised: number
    toAnswer: number
    answeredPromptly: number
    /** Last quarter's active outsiders, and those of them active again. */
    activeBefore: number
    retained: number
    inboundActs: number
    drainingActs: number
  }
  weave: {
    /** Accounts with a tie, self-interactions left out. */
    accounts: number
    crossPartyTies: number
    sustainedCrossPartyTies: number
    /** Of those, the ones with no end inside. */
    sustainedBeyondUs: number
    /** Pairs of one inside and one outside account with a tie, and those with ties both ways. */
    insideOutsidePairs: number
    mutualPairs: number
    outsideTies: number
    sustainedOutsideTies: number
  }
}

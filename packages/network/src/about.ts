/** What a measure says of itself: shown on the page and in the API's method document. */
export interface About {
  what: string
  why: string
  notGoodFor: string
}

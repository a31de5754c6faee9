/** The organization has nothing of that name. Another organization's things are not told from things that never were. */
export class NotFound extends Error {
  override name = 'NotFound'
  constructor(what: string, advice?: string) {
    super(advice === undefined ? `there is no ${what}` : `there is no ${what}; ${advice}`)
  }
}

export const noNetwork = (quarter: string): NotFound =>
  new NotFound(`network of ${quarter}`, 'GET /v1/networks lists the quarters that have one')

export const noScores = (quarter: string): NotFound =>
  new NotFound(`result for ${quarter}`, 'GET /v1/scores lists the quarters that were scored')

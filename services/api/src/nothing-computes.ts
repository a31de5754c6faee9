/** Nothing is computed that could be cancelled. */
export class NothingComputes extends Error {
  override name = 'NothingComputes'
  constructor() {
    super('nothing is computed or waits for it; GET /v1/computation says what there was last')
  }
}

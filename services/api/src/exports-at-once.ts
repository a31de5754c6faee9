/** Each export holds a connection and a snapshot while it is read; the pool's ten are for everybody. */
const EXPORTS_AT_ONCE_MAX = 4

/** So many exports are under way that another would keep everybody else waiting. */
export class ExportsBusy extends Error {
  override name = 'ExportsBusy'
  constructor(atOnceMax: number) {
    super(`${atOnceMax} exports are under way, and no more are made at once; ask again when one of them is done`)
  }
}

/**
 * Counts the exports of this process: each begins with a call, and is over with a call of what that gave, once or more
 * often. Throws {@link ExportsBusy} where too many are under way.
 */
export function exportsAtOnce(atOnceMax: number = EXPORTS_AT_ONCE_MAX): () => () => void {
  const underWay = new Set<object>()
  return () => {
    if (underWay.size >= atOnceMax) throw new ExportsBusy(atOnceMax)
    const one = {}
    underWay.add(one)
    return () => void underWay.delete(one)
  }
}

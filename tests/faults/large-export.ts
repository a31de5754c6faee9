/** Rows of the export below: enough for every tenth of it to fall into another batch. */
export const LARGE_EXPORT_ROWS = 20_000

/** Accounts that act in it. */
const ACTORS = 700

/**
 * A table of replies, likes and posts, the same at every call; one row in a hundred cannot be used, and one in fifty tells
 * again what an earlier one did.
 */
export function largeExport(): string {
  const rows = Array.from({ length: LARGE_EXPORT_ROWS }, (_, index) => {
    const told = index % 50 === 49 ? index - 7 : index
    const time = index % 100 === 3 ? 'some day' : new Date(Date.UTC(2024, 0, 1) + told * 60_000).toISOString()
    const kind = ['reply', 'like', 'mention', 'quote'][told % 4]
    const text = kind === 'like' ? '' : `"text of ${told}, with a comma"`
    return `${100_000 + told},${time},${kind},actor${told % ACTORS},actor${(told * 7) % ACTORS},${text},x`
  })
  return ['id,time,kind,actor,target,text,platform', ...rows, ''].join('\n')
}

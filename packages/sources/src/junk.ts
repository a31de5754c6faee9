const JUNK = /(^|\/)(__MACOSX|\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini|\.git|\.?fetch-state\.json)(\/|$)/

/**
 * True for what lies in folders and zips and nobody exported: what operating systems leave there, and the note of how
 * far it has come that `weft fetch` keeps beside its pages.
 */
export function isJunk(path: string): boolean {
  return JUNK.test(path)
}

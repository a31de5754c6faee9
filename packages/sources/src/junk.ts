const JUNK = /(^|\/)(__MACOSX|\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini|\.git)(\/|$)/

/** True for what operating systems leave in folders and zips, which nobody exported. */
export function isJunk(path: string): boolean {
  return JUNK.test(path)
}

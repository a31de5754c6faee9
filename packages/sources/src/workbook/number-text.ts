/**
 * A stored number as the text of a table's cell. What the file has in digits is kept: ids that a program wrote whole stay
 * whole. What went through a spreadsheet's 53 bits is written with an exponent above 2^53, as the spreadsheet shows it,
 * so that nobody takes its last digits for true.
 *
 * Whole digits above 2^53 that are just what a rounded number would be written as are taken for rounded: of ids that
 * are not, one in sixteen or fewer looks like that.
 */
export function numberText(stored: string): string {
  const text = stored.trim()
  const number = Number(text)
  if (text === '' || !Number.isFinite(number)) return text
  if (Math.abs(number) <= Number.MAX_SAFE_INTEGER) return String(number)
  const isWhole = /^-?\d+$/.test(text)
  return isWhole && String(number) !== text ? text : number.toExponential()
}

/**
 * A heading or a word as it is compared: lower case, words apart by single blanks, without accents and signs.
 * `createdAt`, `Created_At` and `created at` are one; `Veröffentlicht am` is `veroffentlicht am`.
 */
export function plainHeading(written: string): string {
  return written
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll('ß', 'ss')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

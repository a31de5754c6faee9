/** A deep teal: 6.9 : 1 against white, and dark enough to stay the darkest part of a bar when printed in grey. */
export const ACCENT_COLOR_DEFAULT = '#17566b'

/** WCAG 2.2, success criterion 1.4.3: the least contrast of small text against its ground. */
const CONTRAST_MIN = 4.5

/** The accent colour cannot be used. */
export class UnusableAccentColor extends Error {
  override name = 'UnusableAccentColor'
  readonly color: string
  constructor(color: string, problem: string) {
    super(`the accent colour "${color}" ${problem}`)
    this.color = color
  }
}

/** Checks `#rrggbb`: it must be dark enough to be read as text on white. Throws {@link UnusableAccentColor}. */
export function readAccentColor(color: string): string {
  if (!/^#[0-9a-f]{6}$/i.test(color)) throw new UnusableAccentColor(color, 'is not written as #rrggbb')
  const contrast = 1.05 / (relativeLuminance(color) + 0.05)
  if (contrast < CONTRAST_MIN) {
    throw new UnusableAccentColor(
      color,
      `is too light to read on white: its contrast is ${contrast.toFixed(1)} : 1 and must be ${CONTRAST_MIN} : 1 or more`,
    )
  }
  return color
}

/** Relative luminance of an sRGB colour, 0..1 (WCAG 2.2's definition). */
function relativeLuminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

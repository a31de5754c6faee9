/** A coordinate as SVG wants it: at most two decimals, the same text on every machine. */
export function svgNumber(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** The colour at a third of its strength on white: `#rrggbb` in and out. */
export function tintOf(color: string): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  const pale = channels.map((channel) => Math.round(255 - (255 - channel) * 0.32))
  return `#${pale.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

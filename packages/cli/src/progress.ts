import { Presets, SingleBar } from 'cli-progress'

/** How far long work has come. */
export interface Progress {
  /** Says what is being done now, and how many steps are behind us. */
  at(done: number, doing: string): void
  end(): void
}

/** A bar on standard error where that is a terminal; silence elsewhere, so that logs and pipes stay clean. */
export function progressOf(total: number): Progress {
  if (!process.stderr.isTTY) return { at: () => undefined, end: () => undefined }
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} {doing}', stream: process.stderr, clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  )
  bar.start(total, 0, { doing: '' })
  return { at: (done, doing) => bar.update(done, { doing }), end: () => bar.stop() }
}

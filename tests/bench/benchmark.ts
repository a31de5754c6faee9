/** What was measured of a contestant in one run, in a process of its own. */
export interface Measurement {
  /** Wall clock, from the first byte to the last; loading the code is not counted, compiling it on the way is. */
  seconds: number
  /** Time on processors, of this process only: what a database server does is not in it. */
  cpuSeconds: number
  /** The most memory that the process held, Node itself and the code included; 1 MB is 1024 × 1024 bytes. */
  peakMegabytes: number
  /** Units of work done. */
  work: number
}

export type Figure = 'seconds' | 'cpuSeconds' | 'peakMegabytes'

/**
 * What a contestant did. One that timed a part of its work itself tells those figures: they then stand for the whole,
 * which would be timed otherwise.
 */
export interface Outcome extends Partial<Pick<Measurement, Figure>> {
  /** How many units: rows, items, ties. */
  work: number
  /**
   * A digest of what it found, by which it is held to the same answer as those it is compared with, and as itself in
   * other repetitions; `null` where theirs cannot agree.
   */
  digest: string | null
}

/**
 * One way of doing the work. Brings in the code that it needs, then gives what is timed. The code is brought in inside
 * (`await import`), so that no contestant carries the memory of another.
 */
type Contestant<Input> = () => Promise<(input: Input) => Promise<Outcome>>

/** A contestant beside its peer, by one figure: the ratio of their medians. */
export interface Comparison {
  of: string
  to: string
  by: Figure
  /** The ratio that is aimed at; `null` where it is only reported. */
  atMost: number | null
}

/** A figure of one contestant that has a bound of its own: its median. */
export interface Limit {
  of: string
  by: Figure
  atMost: number
}

/** What a benchmark may be told before it starts. */
interface Preparation {
  /** An empty folder for its files; removed afterwards. */
  folder: string
  /** How large: rows of the generated input. */
  rows: number
}

/** What contestants are given; plain data, for each has a process of its own. */
interface Prepared<Input> {
  input: Input
  /** Stops what was started for it: a server, say. */
  release?: () => Promise<void>
}

/** One question that is answered by doing the same work in several ways. */
export interface Benchmark<Input> {
  /** What it wants to know, as a sentence. */
  question: string
  /** What `work` counts, in the plural. */
  unit: string
  /** Makes the input, once, before any contestant runs. */
  prepare(preparation: Preparation): Promise<Prepared<Input>>
  contestants: Readonly<Record<string, Contestant<Input>>>
  /** Where what is aimed at depends on the size: for so many rows. */
  comparisons: readonly Comparison[] | ((rows: number) => readonly Comparison[])
  /** As `comparisons`, by size where they depend on it. */
  limits: readonly Limit[] | ((rows: number) => readonly Limit[])
}

/** A benchmark among others. Only its own contestants ever take what its `prepare` gives, so the list need not know it. */
export function benchmark<Input>(one: Benchmark<Input>): Benchmark<unknown> {
  return one as Benchmark<unknown>
}

export function comparisonsAt({ comparisons }: Benchmark<unknown>, rows: number): readonly Comparison[] {
  return typeof comparisons === 'function' ? comparisons(rows) : comparisons
}

export function limitsAt({ limits }: Benchmark<unknown>, rows: number): readonly Limit[] {
  return typeof limits === 'function' ? limits(rows) : limits
}

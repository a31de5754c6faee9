import { cpus, totalmem } from 'node:os'
import {
  type Benchmark,
  type Comparison,
  comparisonsAt,
  type Figure,
  type Limit,
  limitsAt,
  type Measurement,
} from './benchmark.ts'
import type { Measurements } from './measure.ts'

/** What a benchmark found, as it is written to `results/`. */
export interface Result {
  benchmark: string
  question: string
  unit: string
  takenAt: string
  machine: { processor: string; processors: number; memoryGigabytes: number; node: string }
  rows: number
  contestants: Record<string, { median: Measurement; runs: Measurement[] }>
  ratios: Ratio[]
  limits: (Limit & { median: number; isMet: boolean })[]
}

interface Ratio extends Comparison {
  /** Of the medians. */
  ratio: number
  /** Lowest and highest ratio within one repetition. */
  range: [lowest: number, highest: number]
  /** `null` where nothing is aimed at. */
  isMet: boolean | null
}

/** Medians, ratios and bounds of what was measured. */
export function resultOf(
  name: string,
  benchmark: Benchmark<unknown>,
  rows: number,
  measurements: Measurements,
): Result {
  const { question, unit } = benchmark
  return {
    benchmark: name,
    question,
    unit,
    takenAt: new Date().toISOString(),
    machine: {
      processor: cpus()[0]?.model ?? 'unknown',
      processors: cpus().length,
      memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
      node: process.versions.node,
    },
    rows,
    contestants: Object.fromEntries(
      Object.entries(measurements).map(([contestant, runs]) => [contestant, { median: medianRun(runs), runs }]),
    ),
    ratios: comparisonsAt(benchmark, rows).map((comparison) => ratioOf(comparison, measurements)),
    limits: limitsAt(benchmark, rows).map((limit) => {
      const middle = medianOf(limit.of, limit.by, measurements)
      return { ...limit, median: middle, isMet: middle <= limit.atMost }
    }),
  }
}

function ratioOf(comparison: Comparison, measurements: Measurements): Ratio {
  const { of, to, by, atMost } = comparison
  const ratio = medianOf(of, by, measurements) / medianOf(to, by, measurements)
  const peers = figures(to, by, measurements)
  const paired = figures(of, by, measurements).map((figure, repetition) => figure / (peers[repetition] ?? Number.NaN))
  return {
    ...comparison,
    ratio,
    range: [Math.min(...paired), Math.max(...paired)],
    isMet: atMost === null ? null : ratio <= atMost,
  }
}

function figures(contestant: string, by: Figure, measurements: Measurements): number[] {
  const runs = measurements[contestant]
  if (runs === undefined) throw new Error(`no contestant is called ${contestant}`)
  return runs.map((run) => run[by])
}

function medianOf(contestant: string, by: Figure, measurements: Measurements): number {
  return median(figures(contestant, by, measurements))
}

function medianRun(runs: Measurement[]): Measurement {
  const middle = (figure: keyof Measurement) => median(runs.map((run) => run[figure]))
  return {
    seconds: middle('seconds'),
    cpuSeconds: middle('cpuSeconds'),
    peakMegabytes: middle('peakMegabytes'),
    work: middle('work'),
  }
}

/** The middle one, or the mean of the two in the middle. Never asked of nothing: a contestant has run. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  const half = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  if (low === undefined || high === undefined) throw new Error('the median of nothing')
  return (low + high) / 2
}

/** The result as people read it in a terminal. */
export function resultText({ benchmark, question, unit, contestants, ratios, limits }: Result): string {
  const widest = Math.max(...Object.keys(contestants).map((name) => name.length))
  const lines = [`${benchmark}: ${question}`]
  for (const [name, { median: middle }] of Object.entries(contestants)) {
    const speed = Math.round(middle.work / middle.seconds).toLocaleString('en')
    const figuresText = `${middle.seconds.toFixed(2)} s, ${middle.cpuSeconds.toFixed(2)} s on processors, ${middle.peakMegabytes.toFixed(0)} MB`
    lines.push(`  ${name.padEnd(widest)}  ${speed.padStart(11)} ${unit}/s  ${figuresText}`)
  }
  for (const { of, to, by, ratio, range, atMost, isMet } of ratios) {
    const between = range.map((one) => one.toFixed(2)).join(' to ')
    lines.push(`  ${of} / ${to}, ${by}: ${ratio.toFixed(2)} (${between})${verdict(atMost, isMet)}`)
  }
  for (const { of, by, median: middle, atMost, isMet } of limits) {
    lines.push(`  ${of}, ${by}: ${middle.toFixed(2)}${verdict(atMost, isMet)}`)
  }
  return lines.join('\n')
}

function verdict(atMost: number | null, isMet: boolean | null): string {
  return atMost === null ? '' : `, ${isMet === true ? 'within' : 'ABOVE'} ${atMost}`
}

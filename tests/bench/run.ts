// Runs benchmarks one after another, prints their ratios and writes what they found to results/.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { BENCHMARKS, LONG } from './benchmarks.ts'
import { measure } from './measure.ts'
import { type Result, resultOf, resultText } from './result.ts'

/** Built, this file lies two folders below `tests`. */
const RESULTS = fileURLToPath(new URL('../../bench/results/', import.meta.url))

/** Where nothing else is asked for. */
const ROWS = 1_000_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: String(ROWS) },
    repetitions: { type: 'string', default: '3' },
    /** Prints without writing: for trying things out. */
    dry: { type: 'boolean', default: false },
    /** A folder of labelled sets: how well posts are read beside fastText, and no benchmark but those named. */
    labelled: { type: 'string' },
  },
})

async function runOne(name: string, rows: number, repetitions: number): Promise<Result> {
  const benchmark = await BENCHMARKS[name]?.()
  if (benchmark === undefined) throw new Error(`no benchmark ${name}; there are ${Object.keys(BENCHMARKS).join(', ')}`)
  const folder = await mkdtemp(join(tmpdir(), 'weft-bench-'))
  try {
    const { input, release } = await benchmark.prepare({ folder, rows })
    try {
      return resultOf(name, benchmark, rows, await measure(name, benchmark, rows, input, repetitions))
    } finally {
      await release?.()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function writeResult(name: string, result: unknown): Promise<void> {
  await mkdir(RESULTS, { recursive: true })
  await writeFile(join(RESULTS, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
}

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw new Error(`--${option} takes a whole number above 0, not ${text}`)
}

const rows = wholeNumber('rows', values.rows)
const repetitions = wholeNumber('repetitions', values.repetitions)
const others = values.labelled === undefined ? Object.keys(BENCHMARKS).filter((name) => !LONG.has(name)) : []
const named = positionals.length > 0 ? positionals : others
for (const name of named) {
  const result = await runOne(name, rows, repetitions)
  console.log(`${resultText(result)}\n`)
  if (!values.dry) await writeResult(rows === ROWS ? name : `${name}-${rows}`, result)
}
if (values.labelled !== undefined) {
  const { readLabelledFolder } = await import('@weft/cli/reading/labelled-folder')
  const { compareReaders, comparisonText } = await import('./compare-readers.ts')
  const { sets } = await readLabelledFolder(values.labelled)
  const compared = await compareReaders(sets, (head) => console.error(`learning ${head}`))
  console.log(comparisonText(compared))
  if (!values.dry) await writeResult('read-quality', compared)
}

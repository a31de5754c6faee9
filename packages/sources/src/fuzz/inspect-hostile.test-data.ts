import { basename } from 'node:path'
import { inspectExports } from '../inspect.ts'

/** A process of its own, whose memory is nobody else's: what is said of a file, and how much it took to say it. */
const [path = ''] = process.argv.slice(2)
const { files } = await inspectExports([{ path, name: basename(path) }], { platform: null })
const said = files.flatMap(({ error, rejectedRows }) => [
  error?.message ?? '',
  ...rejectedRows.map((row) => row.problem),
])
process.stdout.write(JSON.stringify({ said: said.join(' '), peakBytes: process.resourceUsage().maxRSS * 1024 }))

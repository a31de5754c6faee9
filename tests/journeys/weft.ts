import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const COMMAND = fileURLToPath(new URL('../../packages/cli/src/weft.ts', import.meta.url))

/** A journey brings its own database, whatever the environment of the person who runs the tests names. */
const OWN_DATABASE = { DATABASE_URL: '' }

/** What a run of the command line left. */
export interface Run {
  status: number
  stdout: string
  stderr: string
}

/** Runs `weft` as a person would, in a process of its own; never rejects: a failure is a result. */
export async function weft(words: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  const args = ['--conditions=source', '--import', import.meta.resolve('tsx'), COMMAND, ...words]
  return await new Promise((resolve) => {
    execFile(
      process.execPath,
      args,
      { env: { ...process.env, ...OWN_DATABASE, ...env }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        resolve({ status, stdout, stderr })
      },
    )
  })
}

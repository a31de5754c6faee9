import type { Platform } from '@weft/model/platform'

/** Why an export, or a file in it, cannot be read at all. The message names the file and says what to do. */
export class ExportRefused extends Error {
  override name = 'ExportRefused'
  readonly file: string
  constructor(file: string, message: string) {
    super(`${file}: ${message}`)
    this.file = file
  }
}

/** No such file or folder, or it may not be opened. */
export class ExportNotFound extends ExportRefused {
  override name = 'ExportNotFound'
  constructor(file: string) {
    super(file, 'no such file or folder, or it may not be read; check the path')
  }
}

/** It does not say whose it is, and nobody has said so either. */
export class AccountNeeded extends ExportRefused {
  override name = 'AccountNeeded'
  readonly platform: Platform
  constructor(file: string, platform: Platform, what: string) {
    super(
      file,
      `does not say whose ${what} these are; name the account as PLATFORM:HANDLE, for example ${platform}:weftmuseum`,
    )
    this.platform = platform
  }
}

export type Emptiness = 'files' | 'bytes' | 'rows' | 'items'

const EMPTY: Record<Emptiness, string> = {
  files: 'holds no files',
  bytes: 'is empty (0 bytes)',
  rows: 'holds no rows below its header',
  items: 'holds no items',
}

/** There is nothing in it: no files, no bytes, or no rows. */
export class EmptyExport extends ExportRefused {
  override name = 'EmptyExport'
  readonly lacks: Emptiness
  constructor(file: string, lacks: Emptiness) {
    super(file, `${EMPTY[lacks]}; export it again and check that the download was complete`)
    this.lacks = lacks
  }
}

/** It is a document of another kind, whatever its name says. */
export class NotData extends ExportRefused {
  override name = 'NotData'
  readonly kind: string
  readonly fix: string
  constructor(file: string, kind: string, fix: string) {
    super(file, `is ${kind}, not an export that can be read; ${fix}`)
    this.kind = kind
    this.fix = fix
  }
}

/** What a known format looks for in an export: the parts that are there and those that are not. */
export interface Likeness {
  format: string
  found: string[]
  missing: string[]
}

/** No format that we know recognises it. Says what the nearest format lacks. */
export class UnknownFormat extends ExportRefused {
  override name = 'UnknownFormat'
  readonly tried: Likeness[]
  readonly nearest: Likeness | null
  constructor(file: string, tried: Likeness[]) {
    const nearest = nearestOf(tried)
    super(
      file,
      nearest === null
        ? `is in none of the ${tried.length} formats that are known here; \`weft formats\` lists them and says how to get each`
        : `is in no format that is known here; nearest is ${nearest.format}: it has ${nearest.found.join(', ')} but lacks ${nearest.missing.join(', ')}`,
    )
    this.tried = tried
    this.nearest = nearest
  }
}

function nearestOf(tried: Likeness[]): Likeness | null {
  let nearest: Likeness | null = null
  for (const one of tried) {
    if (one.found.length > 0 && (nearest === null || likenessShare(one) > likenessShare(nearest))) nearest = one
  }
  return nearest
}

function likenessShare({ found, missing }: Likeness): number {
  return found.length / (found.length + missing.length)
}

/** Refusals quoted as examples: enough to see what kind of files they are. */
const QUOTED_MAX = 3

/** None of the files in a folder or zip is an export that can be read. */
export class NothingKnown extends ExportRefused {
  override name = 'NothingKnown'
  readonly refusals: ExportRefused[]
  constructor(file: string, files: number, refusals: ExportRefused[]) {
    const quoted = refusals.slice(0, QUOTED_MAX).map(({ message }) => message)
    super(file, `none of the ${files} files in it is an export that can be read; the first: ${quoted.join(' | ')}`)
    this.refusals = refusals
  }
}

/** A file of a known format breaks off or breaks its own rules, so that nothing after that place can be trusted. */
export class BrokenFile extends ExportRefused {
  override name = 'BrokenFile'
  readonly where: string
  readonly expected: string
  constructor(file: string, where: string, expected: string) {
    super(file, `broken at ${where}: expected ${expected}; export or download it again`)
    this.where = where
    this.expected = expected
  }
}

/** A zip that is made to do harm, or cannot be told from one: paths that leave the archive, absurd sizes, encryption. */
export class UnsafeArchive extends ExportRefused {
  override name = 'UnsafeArchive'
  readonly danger: string
  constructor(file: string, danger: string) {
    super(file, `${danger}; it was not opened`)
    this.danger = danger
  }
}

import type { AccountRef } from '@weft/model/account'
import type { CoveredAct } from '@weft/model/coverage'
import { INTERACTION_KINDS, type InteractionKind } from '@weft/model/interaction'
import type { Platform } from '@weft/model/platform'
import { readId, textOf, WrongCell } from '../../cell.ts'
import type { ReadOptions, SourceRecord } from '../../format.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'

/** What one edge of a graph can mean. */
export type EdgeKind = InteractionKind | 'follow'

/** What graph tools call the relations that we know. */
const KIND_OF_NAME: ReadonlyMap<string, EdgeKind> = new Map([
  ...INTERACTION_KINDS.map((kind): [string, EdgeKind] => [kind, kind]),
  ['follow', 'follow'],
  ['follows', 'follow'],
  ['follower', 'follow'],
  ['following', 'follow'],
  ['friend', 'follow'],
  ['mentions', 'mention'],
  ['replies', 'reply'],
  ['replies to', 'reply'],
  ['retweet', 'repost'],
  ['retweets', 'repost'],
  ['boost', 'repost'],
  ['share', 'repost'],
  ['quotes', 'quote'],
  ['likes', 'like'],
  ['favorite', 'like'],
  ['favourite', 'like'],
  ['comments', 'comment'],
])

/** An edge as a graph file has it. */
export interface Edge {
  source: string
  target: string
  /** Words that may say what it means: its kind, its label. */
  names: readonly string[]
  /** UTC milliseconds. */
  time: number | null
  weight: string
  undirected: boolean
}

/**
 * Makes records of a graph's nodes and edges. An edge that does not say what it means is what the options say, else a
 * mention: one account names another. A weight says how much and not how often: an edge is one act.
 */
export class GraphReader {
  readonly #platform: Platform
  readonly #options: ReadOptions
  readonly #observed = new ObservedCoverage()
  #unnamed = 0
  #weighted = 0

  constructor(options: ReadOptions) {
    this.#options = options
    this.#platform = options.platform ?? 'other'
  }

  /** Throws {@link WrongCell} where an end is not named. */
  edge({ source, target, names, time, weight, undirected }: Edge): SourceRecord | { ignored: string } {
    const from = this.#account('source', source)
    const to = this.#account('target', target)
    if (undirected) return { ignored: 'an undirected edge: it does not say who acted toward whom' }
    const kind = this.#kind(names)
    if (weight.trim() !== '' && Number(weight) !== 1) this.#weighted++
    const acts: CoveredAct[] = [kind]
    this.#observed.see(this.#platform, acts, time, false)
    if (kind === 'follow') {
      return { type: 'follow', follower: from, followed: to, snapshotTime: time ?? this.#options.takenAt ?? null }
    }
    return { type: 'interaction', actor: from, target: to, kind, time, postId: null, post: null }
  }

  /** Throws {@link WrongCell} where it has no id. */
  node(id: string, label: string | null): SourceRecord {
    const account = this.#account('id', id)
    return { type: 'account', account, displayName: label, description: null, exporter: false }
  }

  coverage() {
    return this.#observed.coverage()
  }

  notes(): string[] {
    const notes: string[] = []
    if (this.#unnamed > 0) {
      const kind = this.#options.edgeKind ?? 'mention'
      notes.push(`${this.#unnamed} edges do not say what they mean: read as ${kind}`)
    }
    if (this.#weighted > 0) {
      notes.push(`${this.#weighted} edges have a weight: each is read as one act, for a weight does not say when`)
    }
    return notes
  }

  #kind(names: readonly string[]): EdgeKind {
    for (const name of names) {
      const kind = KIND_OF_NAME.get(name.trim().toLowerCase())
      if (kind !== undefined) return kind
    }
    this.#unnamed++
    return this.#options.edgeKind ?? 'mention'
  }

  /** Numbers name accounts by id on the platforms whose ids are numbers; elsewhere a node's id is as good as a handle. */
  #account(column: string, name: string): AccountRef {
    const handle = textOf(name)?.replace(/^@/, '') ?? ''
    if (handle === '') {
      throw new WrongCell({
        column,
        value: name,
        problem: 'no account is named',
        fix: 'write the account’s id or handle',
      })
    }
    // Where names are numbers a spreadsheet may have rounded them.
    const id = readId(column, handle)
    const platform = this.#platform
    const isId = platform === 'x' && /^\d{1,20}$/.test(handle)
    return isId ? { platform, platformId: id, handle: null } : { platform, platformId: null, handle }
  }
}

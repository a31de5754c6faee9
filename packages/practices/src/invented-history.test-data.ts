import type { Coverage } from '@weft/model/coverage'
import { INTERACTION_KINDS, type InteractionKind } from '@weft/model/interaction'
import type { Party } from '@weft/model/party'
import type { PostKind } from '@weft/model/post'
import { quarterNamed } from '@weft/model/quarter'
import { type ReaderQuality, SIGNALS, type Signal } from '@weft/model/signal'
import { DEFAULT_RUBRIC } from './default-rubric.ts'
import { DAY } from './durations.ts'
import type { HistoryAccount, HistoryInteraction, HistoryPost } from './history.ts'
import type { ScoringInput } from './scoring-input.ts'

export const QUARTER = quarterNamed('2026-Q2')
export const PREVIOUS = quarterNamed('2026-Q1')

/** A moment: days after the quarter's start. */
export const day = (days: number) => QUARTER.from + days * DAY

/** Thresholds 0.8, 0.5, 0.2 for all; stance, toxic and welcome are weak. */
export const QUALITY: ReaderQuality = {
  version: 'invented',
  languages: ['en'],
  signals: Object.fromEntries(
    SIGNALS.map((signal) => [
      signal,
      {
        tier: ['stance', 'toxic', 'welcome'].includes(signal) ? 'weak' : 'usable',
        thresholds: { strict: 0.8, usual: 0.5, lax: 0.2 },
        truePositiveRate: 0.8,
        falsePositiveRate: 0.1,
        measured: [],
      },
    ]),
  ) as unknown as ReaderQuality['signals'],
}

/** Which signals a post carries: named ones surely, others surely not; a record sets probabilities. A picture is wordless. */
export type Said = readonly Signal[] | Partial<Record<Signal, number>> | 'unread' | 'wordless'

interface Written {
  key: object
  author: string
  time: number
  kind: PostKind
  parent: PostRef | null
  root: object
  said: Said
}

/** A post of a story, to answer it or to ask what became of it. */
export type PostRef = Written

type Reorder = <Row>(rows: Row[]) => Row[]

const asTheyCome: Reorder = (rows) => rows

/** Builds a history act by act, in any order, the way people would tell it. */
export class Story {
  readonly #accounts = new Map<string, { party: Party; person: string | null; platform: HistoryAccount['platform'] }>()
  readonly #posts: Written[] = []
  readonly #acts: { actor: string; target: string; kind: InteractionKind; time: number; post: Written | null }[] = []

  /** Introduces accounts of one party; names are ids. */
  accounts(party: Party, ...names: string[]): this {
    for (const name of names) this.#accounts.set(name, { party, person: null, platform: 'x' })
    return this
  }

  /** Says that accounts are of one person. */
  person(person: string, ...names: string[]): this {
    for (const name of names) this.#accounts.set(name, { ...this.#accounts.get(name)!, person })
    return this
  }

  on(platform: HistoryAccount['platform'], ...names: string[]): this {
    for (const name of names) this.#accounts.set(name, { ...this.#accounts.get(name)!, platform })
    return this
  }

  original(author: string, time: number, said: Said = [], mentions: readonly string[] = []): PostRef {
    return this.#write({ author, time, kind: 'original', parent: null, said }, mentions)
  }

  reply(author: string, parent: PostRef, time: number, said: Said = [], mentions: readonly string[] = []): PostRef {
    return this.#write({ author, time, kind: 'reply', parent, said }, mentions)
  }

  quote(author: string, parent: PostRef, time: number, said: Said = []): PostRef {
    return this.#write({ author, time, kind: 'quote', parent, said }, [])
  }

  repost(author: string, parent: PostRef, time: number): PostRef {
    return this.#write({ author, time, kind: 'repost', parent, said: 'wordless' }, [])
  }

  like(actor: string, post: PostRef, time: number): void {
    this.#act({ actor, target: post.author, kind: 'like', time, post })
  }

  /** An act without a post of its own in the data. */
  act(actor: string, kind: InteractionKind, target: string, time: number): void {
    this.#act({ actor, target, kind, time, post: null })
  }

  /**
   * The scoring input, everything covered unless said otherwise. `order` numbers the accounts, `rows` orders what
   * happened at the same moment.
   */
  input(given: Partial<ScoringInput> & { order?: Reorder; rows?: Reorder } = {}): ScoringInput {
    const { order = asTheyCome, rows = asTheyCome, ...rest } = given
    const names = order([...this.#accounts.keys()])
    const numberOf = new Map(names.map((name, number) => [name, number]))
    const written = rows(this.#posts).toSorted((one, other) => one.time - other.time)
    const placeOf = new Map(written.map((post, place) => [post, place]))
    const roots = [...new Set(written.map(({ root }) => root))]
    const conversationOf = new Map(roots.map((root, conversation) => [root, conversation]))
    const posts = written.map(
      ({ author, time, kind, parent, root, said }, place): HistoryPost => ({
        id: `p${place}`,
        author: numberOf.get(author)!,
        time,
        kind,
        parent: parent === null ? null : placeOf.get(parent)!,
        conversation: conversationOf.get(root)!,
        signals: said === 'unread' || said === 'wordless' ? null : signalsOf(said),
        hasText: said !== 'wordless',
      }),
    )
    const interactions = rows(this.#acts)
      .toSorted((one, other) => one.time - other.time)
      .map(
        ({ actor, target, kind, time, post }, place): HistoryInteraction => ({
          id: `i${place}`,
          actor: numberOf.get(actor)!,
          target: numberOf.get(target)!,
          kind,
          time,
          post: post === null ? null : placeOf.get(post)!,
        }),
      )
    const accounts = names.map((name): HistoryAccount => {
      const { person, platform } = this.#accounts.get(name)!
      return {
        id: name,
        platform,
        name: `@${name}`,
        person,
        firstSeen: firstActOf(numberOf.get(name)!, posts, interactions),
      }
    })
    return {
      history: { accounts, posts, interactions },
      quarter: QUARTER,
      previous: PREVIOUS,
      parties: names.map((name) => this.#accounts.get(name)!.party),
      coverage: covering('outbound', 'inbound', 'among_others'),
      rosterKnown: true,
      weeded: new Set(),
      labels: new Map(),
      checked: new Map(),
      rubric: DEFAULT_RUBRIC,
      quality: QUALITY,
      seed: 1,
      replicates: 50,
      ...rest,
    }
  }

  #write(given: Omit<Written, 'key' | 'root'>, mentions: readonly string[]): PostRef {
    const key = {}
    const post: Written = { ...given, key, root: given.kind === 'original' ? key : (given.parent?.root ?? key) }
    this.#posts.push(post)
    const addressee = given.parent?.author
    if (addressee !== undefined && given.kind !== 'original') {
      this.#act({ actor: given.author, target: addressee, kind: given.kind, time: given.time, post })
    }
    for (const target of mentions) this.#act({ actor: given.author, target, kind: 'mention', time: given.time, post })
    return post
  }

  #act(act: { actor: string; target: string; kind: InteractionKind; time: number; post: Written | null }): void {
    if (act.actor !== act.target) this.#acts.push(act)
  }
}

/** Coverage of all acts with text, from a year before the quarter to a year after, unless said otherwise. */
export function covering(...directions: Coverage['direction'][]): Coverage[] {
  return directions.map((direction) => ({
    platform: 'x',
    account: null,
    direction,
    acts: ['post', ...INTERACTION_KINDS],
    text: true,
    from: day(-365),
    to: day(365),
  }))
}

function signalsOf(said: Exclude<Said, 'unread' | 'wordless'>): Record<Signal, number> {
  const probabilities = Array.isArray(said) ? Object.fromEntries(said.map((signal: Signal) => [signal, 0.95])) : said
  return Object.fromEntries(
    SIGNALS.map((signal) => [signal, (probabilities as Partial<Record<Signal, number>>)[signal] ?? 0.01]),
  ) as Record<Signal, number>
}

function firstActOf(
  account: number,
  posts: readonly HistoryPost[],
  interactions: readonly HistoryInteraction[],
): number | null {
  const times = [
    ...posts.filter(({ author }) => author === account).map(({ time }) => time),
    ...interactions.filter(({ actor }) => actor === account).map(({ time }) => time),
  ]
  return times.length === 0 ? null : Math.min(...times)
}

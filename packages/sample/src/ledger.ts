import { seededRandom } from '@weft/model/seeded-random'
import type { Introduction, SampleAccount, SampleLike, SamplePost } from './institution.ts'
import { snowflakes } from './snowflake.ts'
import type { Wording } from './writing.ts'

/** Where posts and likes are written down as they happen. Ids follow time; a repost or reply hangs on its parent. */
export interface Ledger {
  posts: SamplePost[]
  likes: SampleLike[]
  introductions: Introduction[]
  original(author: SampleAccount, time: number, wording: Wording, mentions?: SampleAccount[]): SamplePost
  /** A reply begins with the handle it answers, except toward oneself. */
  reply(author: SampleAccount, parent: SamplePost, time: number, wording: Wording): SamplePost
  quote(
    author: SampleAccount,
    parent: SamplePost,
    time: number,
    wording: Wording,
    mentions?: SampleAccount[],
  ): SamplePost
  /** Nothing happens where that account has passed that post on before. */
  repost(author: SampleAccount, parent: SamplePost, time: number): void
  /** Nothing happens where that account likes that post already. */
  like(actor: SampleAccount, post: SamplePost, time: number): void
}

export function openLedger(seed: number): Ledger {
  const issueId = snowflakes(seededRandom(`${seed}/ids`))
  const posts: SamplePost[] = []
  const likes: SampleLike[] = []
  const done = new Set<string>()

  const isRepeat = (act: string, actor: SampleAccount, post: SamplePost): boolean => {
    const key = `${act} ${actor.id} ${post.id}`
    if (done.has(key)) return true
    done.add(key)
    return false
  }

  const add = (post: Omit<SamplePost, 'id' | 'conversationId'>): SamplePost => {
    const id = issueId(post.time)
    const follows = post.kind === 'reply' && post.parent !== null
    const written = { ...post, id, conversationId: follows ? (post.parent?.conversationId ?? id) : id }
    posts.push(written)
    return written
  }

  return {
    posts,
    likes,
    introductions: [],
    original: (author, time, wording, mentions = []) =>
      add({ ...wording, author, time, kind: 'original', parent: null, mentions }),
    reply: (author, parent, time, wording) => {
      const toward = parent.author
      const text = toward === author ? wording.text : `@${toward.handle} ${wording.text}`
      return add({ ...wording, text, author, time, kind: 'reply', parent, mentions: toward === author ? [] : [toward] })
    },
    quote: (author, parent, time, wording, mentions = []) =>
      add({ ...wording, author, time, kind: 'quote', parent, mentions }),
    repost: (author, parent, time) => {
      if (author === parent.author || isRepeat('repost', author, parent)) return
      const { language, mentions } = parent
      add({ author, time, kind: 'repost', text: '', language, parent, mentions, signals: [] })
    },
    like: (actor, post, time) => {
      if (actor === post.author || isRepeat('like', actor, post)) return
      likes.push({ actor, post, time })
    },
  }
}

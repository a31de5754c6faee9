import type { AccountRef } from './account.ts'

export const POST_KINDS = ['original', 'reply', 'quote', 'repost'] as const

export type PostKind = (typeof POST_KINDS)[number]

/** What the platform says of an edit. */
export interface PostEdit {
  /** When the post took its present form, UTC milliseconds; `null` where the export does not say. */
  time: number | null
  /** Ids under which earlier forms of the post were published: on X each edit has an id of its own. */
  replaces: readonly string[]
}

/** A post as an export gives it. Times are UTC milliseconds since 1970; `null` is "the export does not say". */
export interface PostRecord {
  type: 'post'
  /** The platform's id, as text. */
  id: string
  author: AccountRef
  time: number | null
  kind: PostKind
  /** What the author wrote, decoded to plain text; `null` where the export has no text. */
  text: string | null
  /** The platform's own guess, a BCP 47 tag, or `null`. */
  language: string | null
  parentId: string | null
  conversationId: string | null
  url: string | null
  /** Whom a reply answers, a repost passes on or a quote quotes, where the export names them. */
  parentAuthor: AccountRef | null
  /** Accounts the text names, in order, repeats allowed. */
  mentions: AccountRef[]
  /** Only where the platform says that the post was edited: then this form corrects the ones before it. */
  edit?: PostEdit
}

import type { PostBody } from '@weft/contract/evidence'
import type { AccountName } from '@weft/store/accounts'
import type { SourcedPost } from '@weft/store/posts'
import type { z } from 'zod'

/** The name of an account that a row refers to. The database sees to it that there is one. */
export function nameOf(names: ReadonlyMap<string, AccountName>, id: string): AccountName {
  const name = names.get(id)
  if (name === undefined) throw new Error(`account ${id} is named by a row but not there`)
  return name
}

/** A post with its author's name. */
export function postBodyOf(post: SourcedPost, names: ReadonlyMap<string, AccountName>): z.output<typeof PostBody> {
  const { authorId, time, ...rest } = post
  return { ...rest, author: nameOf(names, authorId), time: time?.toISOString() ?? null }
}

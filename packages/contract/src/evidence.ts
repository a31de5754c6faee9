import { INTERACTION_KINDS } from '@weft/model/interaction'
import { PLATFORMS } from '@weft/model/platform'
import { POST_KINDS } from '@weft/model/post'
import { z } from 'zod'
import { AccountName, RowSource } from './accounts.ts'
import { PageQuery, pageOf } from './paging.ts'
import { Moment, RowId } from './text.ts'

/** A post that something rests on, down to the row it came from. */
export const PostBody = z
  .object({
    id: RowId,
    platform: z.enum(PLATFORMS),
    platformPostId: z.string(),
    author: AccountName,
    kind: z.enum(POST_KINDS),
    time: Moment.nullable(),
    text: z.string().nullable(),
    language: z.string().nullable(),
    url: z.string().nullable(),
    source: RowSource,
  })
  .meta({ id: 'Post' })

/** An act between the two accounts of a piece of evidence. */
export const ActBody = z
  .object({
    actorId: RowId,
    targetId: RowId,
    kind: z.enum(INTERACTION_KINDS),
    time: Moment,
    platformPostId: z.string().nullable(),
    source: RowSource,
  })
  .meta({ id: 'Act' })

/** One thing an indicator's number rests on. */
export const EvidenceItem = z
  .object({
    number: z.int(),
    counts: z.boolean().describe('True where it speaks for the practice: the upper part of a share.'),
    probability: z.number().nullable().describe('Of the label it rests on; `null` where it rests on no reading.'),
    labelledBy: z
      .enum(['reader', 'person'])
      .nullable()
      .describe('Who gave the label it counts by; `null` where it rests on no reading.'),
    post: PostBody.nullable(),
    account: AccountName.nullable(),
    otherAccount: AccountName.nullable(),
    acts: z
      .array(ActBody)
      .describe('Where it is about two accounts: their newest acts toward each other in the quarter, at most five.'),
  })
  .meta({ id: 'EvidenceItem' })

export const EvidencePage = pageOf(EvidenceItem).meta({ id: 'EvidencePage' })

export const EvidenceQuery = PageQuery.extend({
  counts: z.enum(['true', 'false']).optional().describe('Only what speaks for the practice, or only what does not.'),
})

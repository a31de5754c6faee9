import type { Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/** Who did what to what. An entry stays: the database lets nobody change or remove one. */
export interface Act {
  /** For a key: `key:` and its id. */
  actor: string
  act:
    | 'upload_file'
    | 'resume_upload'
    | 'cancel_upload'
    | 'retry_upload'
    | 'undo_upload'
    | 'set_party'
    | 'withdraw_label'
    | 'create_party_rule'
    | 'retire_party_rule'
    | 'set_customer_consent'
    | 'forget_column_mapping'
    | 'cancel_computation'
    | 'draw_check'
    | 'check_posts'
    | 'overrule_label'
    | 'withdraw_post_label'
    | 'ask_for_local_heads'
    | 'withdraw_local_head'
    | 'tailor_rubric'
    | 'decide_action'
    | 'export_network'
  /** The id of what it was done to. */
  subject: string
  detail: object | null
}

/** Writes down an act, in the transaction that does it: both stand or fall together. */
export async function recordAct(tx: Transaction<Tables>, organizationId: string, act: Act): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      organization_id: organizationId,
      actor: act.actor,
      act: act.act,
      subject: act.subject,
      detail: act.detail === null ? null : JSON.stringify(act.detail),
    })
    .execute()
}

/** True where that actor did that to that subject. */
export async function hasDone(tx: Transaction<Tables>, act: Omit<Act, 'detail'>): Promise<boolean> {
  const row = await tx
    .selectFrom('audit')
    .select('id')
    .where('act', '=', act.act)
    .where('subject', '=', act.subject)
    .where('actor', '=', act.actor)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

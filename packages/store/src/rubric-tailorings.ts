import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** How an organization tailored the rubric at some time, and who did. */
export interface RubricTailoring {
  /** 1 is the first. */
  version: number
  /** Changes by indicator, as `tailorRubric` takes them; empty = the default rubric. */
  tailoring: object
  setAt: Date
  setBy: string
}

/** The tailoring in force; `undefined` where nobody ever tailored. */
export async function tailoringInForce(tx: Tx): Promise<RubricTailoring | undefined> {
  return await select(tx).orderBy('version', 'desc').limit(1).executeTakeFirst()
}

/** Every version, newest first; `before` is the last version of the page before. */
export async function listTailorings(
  tx: Tx,
  { limit, before }: { limit: number; before?: number | undefined },
): Promise<RubricTailoring[]> {
  const rows = select(tx).orderBy('version', 'desc').limit(limit)
  return await (before === undefined ? rows : rows.where('version', '<', before)).execute()
}

/** Puts a tailoring in force as the next version, and returns it. Two at once come one after the other. */
export async function saveTailoring(
  tx: Tx,
  organizationId: string,
  { tailoring, setBy }: Pick<RubricTailoring, 'tailoring' | 'setBy'>,
): Promise<RubricTailoring> {
  await sql`select pg_advisory_xact_lock(hashtextextended('weft.rubric:' || ${organizationId}, 0))`.execute(tx)
  const version = ((await tailoringInForce(tx))?.version ?? 0) + 1
  const row = { organization_id: organizationId, version, tailoring: JSON.stringify(tailoring), set_by: setBy }
  await tx.insertInto('rubric_tailoring').values(row).execute()
  return await select(tx).where('version', '=', version).executeTakeFirstOrThrow()
}

function select(tx: Tx) {
  return tx.selectFrom('rubric_tailoring').select(['version', 'tailoring', 'set_at as setAt', 'set_by as setBy'])
}

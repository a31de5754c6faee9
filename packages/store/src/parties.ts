import { type AccountRef, accountKey } from '@weft/model/account'
import type { Basis, Party } from '@weft/model/party'
import type { Quarter } from '@weft/model/quarter'
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { STRONGEST_LABEL_FIRST_TEXT } from './label-order.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** What an account is in a quarter, and whose it is. */
export interface PartyOfAccount {
  accountId: string
  party: Party
  person: string | null
}

/**
 * The label in force per labelled account in a quarter, the strongest of those whose dates touch it. Unlabelled accounts
 * are not listed.
 */
export async function partiesOfQuarter(tx: Tx, quarter: Quarter): Promise<PartyOfAccount[]> {
  const { rows } = await sql<PartyOfAccount>`
    select account_id::text as "accountId", party, person from (${labelsInForce(quarter)}) as label
    order by account_id`.execute(tx)
  return rows
}

/** The labels in force in a quarter as a query of its own: account_id, party, person. */
export function labelsInForce(quarter: Quarter): RawBuilder<unknown> {
  return sql.raw(labelsInForceText(quarter))
}

/** {@link labelsInForce} as text without parameters, which COPY does not take. */
export function labelsInForceText(quarter: Quarter): string {
  return `
    select distinct on (account_id) account_id, party, person
    from party_label
    where withdrawn_at is null and (valid_from is null or valid_from < '${day(quarter.to)}'::date)
      and (valid_to is null or valid_to >= '${day(quarter.from)}'::date)
    order by account_id, ${STRONGEST_LABEL_FIRST_TEXT}`
}

/** A label set by a person. */
export interface HandLabel {
  accountId: string
  party: Party
  basis: Basis
  validFrom: string | null
  validTo: string | null
  /** The handle that the person named, where it was not the account itself that they pointed at. */
  namedHandle?: string | null
}

/** Records a hand setting. Earlier labels stay as history; the same label as the one in force is not repeated. */
export async function labelByHand(tx: Tx, organizationId: string, label: HandLabel): Promise<void> {
  const named = label.namedHandle ?? null
  await sql`
    insert into party_label (organization_id, account_id, party, basis, set_by, valid_from, valid_to, named_handle)
    select ${organizationId}, ${label.accountId}, ${label.party}, ${label.basis}, 'hand', ${label.validFrom}::date,
      ${label.validTo}::date, ${named}
    where not exists (
      select from (
        select party, basis, valid_from, valid_to, named_handle from party_label
        where account_id = ${label.accountId} and set_by = 'hand' and withdrawn_at is null
        order by id desc limit 1) as newest
      where newest.party = ${label.party} and newest.basis = ${label.basis}
        and newest.valid_from is not distinct from ${label.validFrom}::date
        and newest.valid_to is not distinct from ${label.validTo}::date
        and (${named}::text is null or newest.named_handle is not distinct from ${named}))`.execute(tx)
}

/**
 * Takes a hand setting back: what was said before it holds again, and it stays as history. False where that account
 * has no such setting in force; what a roster or a rule said goes with its upload or its rule.
 */
export async function withdrawHandLabel(tx: Tx, accountId: string, labelId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('party_label')
    .set({ withdrawn_at: sql`now()` })
    .where('id', '=', labelId)
    .where('account_id', '=', accountId)
    .where('set_by', '=', 'hand')
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Says that these accounts are the organization's own. Accounts not seen yet are created and join what comes later. */
export async function declareOwned(tx: Tx, organizationId: string, accounts: readonly AccountRef[]): Promise<void> {
  for (const account of accounts) {
    const accountId = await findOrCreateAccount(tx, organizationId, account)
    const label = { accountId, party: 'owned', basis: 'owned', validFrom: null, validTo: null } as const
    await labelByHand(tx, organizationId, { ...label, namedHandle: account.handle })
  }
}

/**
 * Everything that is said about parties, as one text that two installations share when they were told the
 * same: it goes into the hash that names a result.
 */
export async function partySettings(tx: Tx): Promise<string> {
  const { rows } = await sql<{ setting: string }>`
    select concat_ws('|', account.platform, account.platform_id, account.handle_folded, party, basis, set_by, person,
      department, consent, valid_from, valid_to) as setting
    from party_label join account on account.id = account_id
    where withdrawn_at is null
    order by party_label.id`.execute(tx)
  return rows.map((row) => row.setting).join('\n')
}

async function findOrCreateAccount(tx: Tx, organizationId: string, account: AccountRef): Promise<string> {
  const matching = tx
    .selectFrom('account')
    .select('id')
    .where('platform', '=', account.platform)
    .where((is) =>
      is.or([
        is('platform_id', '=', account.platformId),
        is('handle_folded', '=', account.handle?.toLowerCase() ?? null),
      ]),
    )
    .orderBy(sql`platform_id is null`)
    .orderBy('id', 'desc')
    .limit(1)
  const known = await matching.executeTakeFirst()
  if (known !== undefined) return known.id
  await tx
    .insertInto('account')
    .values({
      organization_id: organizationId,
      platform: account.platform,
      platform_id: account.platformId,
      handle: account.handle,
      display_name: null,
      description: null,
      upload_id: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const created = await matching.executeTakeFirst()
  if (created === undefined) throw new Error(`${accountKey(account)} could not be created`)
  return created.id
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

import type { Basis, Party } from '@weft/model/party'
import type { Platform } from '@weft/model/platform'
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { STRONGEST_LABEL_FIRST } from './label-order.ts'
import { ROW_SOURCE, type RowSource } from './row-source.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

export interface AccountName {
  id: string
  platform: Platform
  platformId: string | null
  handle: string | null
  displayName: string | null
}

type SetBy = 'hand' | 'roster' | 'rule'

/** An account with the label in force on a day; `unclassified` and `null` where nothing was said. */
export interface AccountSummary extends AccountName {
  party: Party
  setBy: SetBy | null
}

export interface PartyLabel {
  id: string
  party: Party
  basis: Basis
  setBy: SetBy
  person: string | null
  department: string | null
  validFrom: string | null
  validTo: string | null
  setAt: Date
  /** When it was taken back; from then on it is history only. */
  withdrawnAt: Date | null
  /** The rule that set it; `null` for labels of other origin. */
  ruleId: string | null
  /** The roster's row; `null` for what was set by hand. */
  source: RowSource | null
}

export interface Account extends AccountSummary {
  description: string | null
  exporter: boolean
  firstUploadId: string | null
  /** Newest first. */
  labels: PartyLabel[]
}

const NAME_COLUMNS = sql`account.id::text as id, account.platform, account.platform_id as "platformId", account.handle,
  account.display_name as "displayName"`

/** Names of accounts, by id. Ids that the organization does not have are not in the map. */
export async function accountNames(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, AccountName>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<AccountName>`
    select ${NAME_COLUMNS} from account where id = any(${wanted}::bigint[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

export interface AccountsWanted {
  platform?: Platform | undefined
  /** By the label in force on `day`. */
  party?: Party | undefined
  /** How the handle begins; case does not matter. */
  handlePrefix?: string | undefined
}

/** Accounts in the order they were first seen; `after` is the id of the last one of the page before. */
export async function listAccounts(
  tx: Tx,
  wanted: AccountsWanted,
  { day, limit, after = '0' }: { day: string; limit: number; after?: string | undefined },
): Promise<AccountSummary[]> {
  const conditions = [sql`account.id > ${after}::bigint`]
  if (wanted.platform !== undefined) conditions.push(sql`account.platform = ${wanted.platform}`)
  if (wanted.handlePrefix !== undefined) conditions.push(sql`account.handle_folded like ${prefix(wanted.handlePrefix)}`)
  if (wanted.party !== undefined) conditions.push(sql`coalesce(label.party, 'unclassified') = ${wanted.party}`)
  // Few accounts are labelled: starting from the labels keeps a rare party from being looked for among all accounts.
  if (wanted.party !== undefined && wanted.party !== 'unclassified') {
    conditions.push(
      sql`account.id in (select account_id from party_label where party = ${wanted.party} and withdrawn_at is null)`,
    )
  }
  const { rows } = await sql<AccountSummary>`
    select ${NAME_COLUMNS}, coalesce(label.party, 'unclassified') as party, label.set_by as "setBy"
    from account left join lateral (${labelInForce(day)}) as label on true
    where ${sql.join(conditions, sql` and `)}
    order by account.id limit ${limit}`.execute(tx)
  return rows
}

/** The account with every label it was given; `undefined` where the organization has none of that id. */
export async function findAccount(tx: Tx, id: string, day: string): Promise<Account | undefined> {
  const { rows } = await sql<Omit<Account, 'labels'>>`
    select ${NAME_COLUMNS}, coalesce(label.party, 'unclassified') as party, label.set_by as "setBy",
      account.description, account.exporter, account.upload_id as "firstUploadId"
    from account left join lateral (${labelInForce(day)}) as label on true
    where account.id = ${id}::bigint`.execute(tx)
  const account = rows[0]
  return account === undefined ? undefined : { ...account, labels: await labelsOfAccount(tx, id) }
}

async function labelsOfAccount(tx: Tx, accountId: string): Promise<PartyLabel[]> {
  const { rows } = await sql<PartyLabel>`
    select party_label.id::text as id, party, basis, set_by as "setBy", rule_id::text as "ruleId",
      withdrawn_at as "withdrawnAt", person, department, valid_from as "validFrom", valid_to as "validTo",
      party_label.created_at as "setAt",
      case when upload_id is null then null else ${ROW_SOURCE} end as source
    from party_label left join upload on upload.id = upload_id
    where account_id = ${accountId}::bigint
    order by party_label.id desc`.execute(tx)
  return rows
}

/** The label of `account` that holds on a day: the strongest of those whose dates contain it. */
function labelInForce(day: string): RawBuilder<unknown> {
  return sql`
    select party, set_by from party_label
    where account_id = account.id and withdrawn_at is null
      and (valid_from is null or valid_from <= ${day}::date) and (valid_to is null or valid_to >= ${day}::date)
    order by ${STRONGEST_LABEL_FIRST} limit 1`
}

function prefix(text: string): string {
  return `${text
    .replace(/^@/, '')
    .toLowerCase()
    .replaceAll(/[\\%_]/g, '\\$&')}%`
}

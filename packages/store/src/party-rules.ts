import { X_CUSTOMER_BASES } from '@weft/model/party'
import { basisOfRule, type PartyRule } from '@weft/model/party-rule'
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { AccountName } from './accounts.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** A rule as it was set. */
export interface StoredPartyRule extends PartyRule {
  id: string
  createdAt: Date
  createdBy: string
  /** When it was retired; its labels were then withdrawn. */
  retiredAt: Date | null
  /** Accounts that it labels now. */
  accounts: number
}

/** Keeps a rule; {@link applyPartyRules} makes it labels. Returns its id. */
export async function createPartyRule(
  tx: Tx,
  organizationId: string,
  rule: PartyRule & { createdBy: string },
): Promise<string> {
  const { id } = await tx
    .insertInto('party_rule')
    .values({
      organization_id: organizationId,
      kind: rule.kind,
      platform: rule.platform,
      terms: [...rule.terms],
      party: rule.party,
      valid_from: rule.validFrom,
      valid_to: rule.validTo,
      created_by: rule.createdBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Retires a rule; {@link applyPartyRules} withdraws its labels. False where there is none of that id in force. */
export async function retirePartyRule(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('party_rule')
    .set({ retired_at: sql`now()` })
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Every rule, newest first, retired ones too. */
export async function listPartyRules(tx: Tx): Promise<StoredPartyRule[]> {
  const { rows } = await sql<StoredPartyRule>`
    select id::text, kind, platform, terms, party, valid_from::text as "validFrom", valid_to::text as "validTo",
      created_at as "createdAt", created_by as "createdBy", retired_at as "retiredAt",
      (select count(*)::integer from party_label where rule_id = party_rule.id and withdrawn_at is null) as accounts
    from party_rule order by id desc`.execute(tx)
  return rows
}

/** What a rule would label: how many accounts, and the first of them in the order in which they were seen. */
export async function accountsOfRule(
  tx: Tx,
  rule: PartyRule,
  limit: number,
): Promise<{ count: number; first: AccountName[] }> {
  const matching = sql`from account where ${fits(rule)} and ${mayBeCalled(rule)}`
  const counted = await sql<{ count: number }>`select count(*)::integer as count ${matching}`.execute(tx)
  const { rows } = await sql<AccountName>`
    select id::text, platform, platform_id as "platformId", handle, display_name as "displayName"
    ${matching} order by id limit ${limit}`.execute(tx)
  return { count: counted.rows[0]?.count ?? 0, first: rows }
}

/**
 * Makes the labels of rules what the rules in force and the accounts of today say: new ones are set, those without
 * ground are withdrawn and stay as history. Doing it twice changes nothing. Returns how many changed.
 *
 * O(rules x accounts). In the order of rules and of the platforms' own names, so that two installations that were told
 * the same end with the same labels.
 */
export async function applyPartyRules(tx: Tx, organizationId: string): Promise<number> {
  let changed = 0
  const withdrawn = await sql`
    update party_label set withdrawn_at = now() from party_rule
    where party_rule.id = rule_id and retired_at is not null and withdrawn_at is null`.execute(tx)
  changed += Number(withdrawn.numAffectedRows ?? 0n)
  const rules = (await listPartyRules(tx)).filter((rule) => rule.retiredAt === null).toReversed()
  for (const rule of rules) {
    const fitting = sql`select id from account where ${fits(rule)} and ${mayBeCalled(rule)}`
    const lost = await sql`
      update party_label set withdrawn_at = now()
      where rule_id = ${rule.id}::bigint and withdrawn_at is null and account_id not in (${fitting})`.execute(tx)
    const set = await sql`
      insert into party_label (organization_id, account_id, party, basis, set_by, rule_id, valid_from, valid_to)
      select ${organizationId}, id, ${rule.party}, ${basisOfRule(rule.kind)}, 'rule', ${rule.id}::bigint,
        ${rule.validFrom}::date, ${rule.validTo}::date
      from account where id in (${fitting}) and id not in (
        select account_id from party_label where rule_id = ${rule.id}::bigint and withdrawn_at is null)
      order by platform collate "C", platform_id collate "C" nulls last, handle_folded collate "C"`.execute(tx)
    changed += Number(lost.numAffectedRows ?? 0n) + Number(set.numAffectedRows ?? 0n)
  }
  return changed
}

/** The condition that an account meets where a rule fits it. */
function fits({ kind, platform, terms }: PartyRule): RawBuilder<boolean> {
  const ofPlatform = platform === null ? sql<boolean>`true` : sql<boolean>`platform = ${platform}`
  return sql<boolean>`(${ofPlatform} and ${FITS[kind]([...terms])})`
}

const FITS: Record<PartyRule['kind'], (terms: string[]) => RawBuilder<boolean>> = {
  handles: (terms) => sql<boolean>`handle_folded = any(${terms}::text[])`,
  bio_words: (terms) => sql<boolean>`normalize(regexp_replace(description, '\\s+', ' ', 'g')) ~* ${anyWord(terms)}`,
  domain: (terms) => sql<boolean>`(
    ${isWithin(WEBSITE_HOST, terms)}
    or platform = 'mastodon' and ${isWithin(sql`split_part(handle_folded, '@', 2)`, terms)}
    or platform = 'bluesky' and ${isWithin(sql`handle_folded`, terms)})`,
}

/** Between scheme and path, without a name and password before it. */
const WEBSITE_HOST = sql`lower(substring(website from '^\\s*(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:[^/@?#]*@)?([^/:?#\\s]+)'))`

/** True for a domain of the list and for every domain below one. */
function isWithin(host: RawBuilder<unknown>, domains: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from unnest(${domains}::text[]) as domain
    where ${host} = domain or right(${host}, length(domain) + 1) = '.' || domain)`
}

/** A pattern for any of the terms as whole words. */
function anyWord(terms: readonly string[]): string {
  const words = terms.map((term) => term.replaceAll(/[^\p{L}\p{N} ]/gu, String.raw`\$&`))
  return `(?<![[:alnum:]])(?:${words.join('|')})(?![[:alnum:]])`
}

/** X's terms ask for consent before an account there is called a customer: a rule leaves such accounts out. */
function mayBeCalled({ kind, party }: PartyRule): RawBuilder<boolean> {
  if (party !== 'customer' || X_CUSTOMER_BASES.includes(basisOfRule(kind))) return sql<boolean>`true`
  return sql<boolean>`(platform <> 'x' or (select customer_consent from organization) = 'waived')`
}

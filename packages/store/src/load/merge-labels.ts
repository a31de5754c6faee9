import type { Merge } from './merge.ts'

/** Brings in roster rows. One that says what a roster's label of the account already says is known. */
export async function mergeLabels({ client, organizationId, uploadId }: Merge): Promise<void> {
  await client.query(`
    create temporary table merged_label on commit drop as
    select first.*, not exists (
      select from party_label as label
      where label.account_id = first.account_id and label.set_by = 'roster' and label.party = first.party
        and label.basis = first.basis and label.person is not distinct from first.person
        and label.department is not distinct from first.department and label.consent = first.consent
        and label.valid_from is not distinct from first.valid_from
        and label.valid_to is not distinct from first.valid_to) as is_new
    from (
      select distinct on (account_id, party, basis, person, department, consent, valid_from, valid_to) * from (
        select line, principal, path, row, account_id, detail->>'party' as party, detail->>'basis' as basis,
          detail->>'person' as person, detail->>'department' as department, (detail->>'consent')::boolean as consent,
          (detail->>'validFrom')::date as valid_from, (detail->>'validTo')::date as valid_to
        from stage join stage_key on number = actor where type = 'r') as said
      order by account_id, party, basis, person, department, consent, valid_from, valid_to, principal desc, line) as first`)
  await client.query(
    `insert into party_label (organization_id, account_id, party, basis, set_by, person, department, consent, valid_from,
       valid_to, upload_id, file_number, path, row_number)
     select $1, account_id, party, basis, 'roster', person, department, consent, valid_from, valid_to, $2, file, name, row
     from merged_label join stage_path using (path) where is_new order by line`,
    [organizationId, uploadId],
  )
}

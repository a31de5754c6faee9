/**
 * The organization's secret as the two keys of HMAC-SHA-256 (RFC 2104): padded with zeros to the hash's block of 64
 * bytes, each byte then turned by 0x36 and by 0x5c. In the database, so that the secret never leaves it.
 */
export const PSEUDONYM_KEYS = `
  with pseudonym_key as materialized (
    select string_agg(set_byte('\\x00', 0, byte # 54), '' order by place) as inner_key,
      string_agg(set_byte('\\x00', 0, byte # 92), '' order by place) as outer_key
    from (
      select place, case when place < length(pseudonym_secret) then get_byte(pseudonym_secret, place) else 0 end as byte
      from organization cross join generate_series(0, 63) as place) as padded)`

/**
 * An account's pseudonym in the organization, beside {@link PSEUDONYM_KEYS}: 24 hexadecimal digits of the HMAC of its
 * platform and id, of its handle where it has no id. The same in every quarter and file of an organization, another one
 * in every other.
 */
export const PSEUDONYM = `
  left(encode(sha256(outer_key || sha256(inner_key || convert_to(
    platform || coalesce(':id:' || platform_id, ':@' || handle_folded), 'UTF8'))), 'hex'), 24)`

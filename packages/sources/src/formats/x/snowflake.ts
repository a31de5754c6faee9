/** Ids issued since 4 November 2010 count milliseconds from this moment, in all but their last 22 bits. */
const EPOCH = 1_288_834_974_657

/** The largest id that was issued one by one. */
const LAST_COUNTED_ID = 29_700_859_247n

/** When X issued an id, UTC milliseconds; `null` for ids from before they told the time, and for what is no id. */
export function timeOfSnowflake(id: string): number | null {
  if (!/^\d{11,20}$/.test(id)) return null
  const number = BigInt(id)
  return number > LAST_COUNTED_ID ? Number(number >> 22n) + EPOCH : null
}

import { type AccountRef, readAccountRef } from '@weft/model/account'
import { type QuarterName, quarterNamed } from '@weft/model/quarter'
import { InvalidArgumentError } from 'commander'

/** `x:weftmuseum,mastodon:weft@example.social`. What cannot be read is wrong use, told before anything is opened. */
export function accountsOption(text: string): AccountRef[] {
  return read(() => text.split(',').map(readAccountRef))
}

/** `2015-Q3`. */
export function quarterOption(text: string): QuarterName {
  return read(() => quarterNamed(text).name)
}

function read<Value>(parse: () => Value): Value {
  try {
    return parse()
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error))
  }
}

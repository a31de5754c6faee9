import type { LosslessJson } from './lossless-json.ts'

/** A JSON object, as exports nest them. */
export type JsonObject = { [key: string]: LosslessJson }

const NOTHING: JsonObject = {}

export function isObject(value: LosslessJson | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value where it is an object, else one without keys. */
export function asObject(value: LosslessJson | undefined): JsonObject {
  return isObject(value) ? value : NOTHING
}

/** The object at that key, one without keys where there is none. */
export function objectAt(of: JsonObject, key: string): JsonObject {
  return asObject(of[key])
}

/** The objects in the array at that key. */
export function objectsAt(of: JsonObject, key: string): JsonObject[] {
  const value = of[key]
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** The text at that key, `null` where there is none or it is empty. */
export function textAt(of: JsonObject, key: string): string | null {
  const value = of[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/**
 * The whole number from 0 at that key, written as number or as text; `null` where there is none. Mastodon writes `-1`
 * where it does not say how many there are.
 */
export function wholeNumberAt(of: JsonObject, key: string): number | null {
  const value = of[key]
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null
}

/**
 * The first of these keys that holds a numeric id: digits, above 0. X writes `-1` for accounts that are gone, and
 * numbers beside their text form.
 */
export function idAt(of: JsonObject, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = of[key]
    const id = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
    if (/^[1-9]\d*$/.test(id)) return id
  }
  return null
}

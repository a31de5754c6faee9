import type { AttributeValue } from './graph.ts'

export type AttributeType = 'boolean' | 'int' | 'long' | 'double' | 'string'

const INT_MAX = 2 ** 31 - 1

/**
 * The type of each attribute by name, in order of first appearance: the narrowest that holds all of its values. `null`
 * and absent values say nothing; an attribute that has no other is left out. Numbers and booleans mixed, or either with
 * text, are text. O(values).
 */
export function attributeTypes(items: Iterable<Readonly<Record<string, AttributeValue>>>): Map<string, AttributeType> {
  const types = new Map<string, AttributeType>()
  for (const attributes of items) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) continue
      const before = types.get(name)
      const type = typeOf(value)
      types.set(name, before === undefined ? type : widest(before, type))
    }
  }
  return types
}

function typeOf(value: string | number | boolean): AttributeType {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'boolean'
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return 'double'
  return Math.abs(value) <= INT_MAX ? 'int' : 'long'
}

const NUMBERS: readonly AttributeType[] = ['int', 'long', 'double']

function widest(one: AttributeType, other: AttributeType): AttributeType {
  if (one === other) return one
  const wider = Math.max(NUMBERS.indexOf(one), NUMBERS.indexOf(other))
  return NUMBERS.includes(one) && NUMBERS.includes(other) ? NUMBERS[wider]! : 'string'
}

/** A value as XML Schema writes it. */
export function attributeText(value: string | number | boolean): string {
  if (value === Number.POSITIVE_INFINITY) return 'INF'
  if (value === Number.NEGATIVE_INFINITY) return '-INF'
  return Object.is(value, -0) ? '-0' : String(value)
}

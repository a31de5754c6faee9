import type { Weights } from './network.ts'

/** Zeros in memory that worker threads can share. */
export function sharedInt32(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT))
}

export function sharedWeights(length: number, isWide: boolean): Weights {
  const memory = new SharedArrayBuffer(length * (isWide ? Float64Array : Float32Array).BYTES_PER_ELEMENT)
  return isWide ? new Float64Array(memory) : new Float32Array(memory)
}

/** A copy at the size of what it holds. */
export function sharedCopy(column: Int32Array): Int32Array {
  const copy = sharedInt32(column.length)
  copy.set(column)
  return copy
}

/** A copy, at 32 bits where that changes no weight: it halves the index, and holds every whole number to 2^24. */
export function sharedWeightsCopy(weights: Weights): Weights {
  const copy = sharedWeights(weights.length, !isNarrow(weights))
  copy.set(weights)
  return copy
}

/** Whether 32 bits hold each of them exactly. */
export function isNarrow(weights: Weights): boolean {
  if (weights instanceof Float32Array) return true
  for (let i = 0; i < weights.length; i++) if (Math.fround(weights[i]!) !== weights[i]) return false
  return true
}

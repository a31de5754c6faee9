import { WrongCell } from '../cell.ts'

/** Reads, and tells what is wrong by another name of its column. */
export function withColumn<Read>(nameOf: (column: string | null) => string | null, read: () => Read): Read {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof WrongCell)) throw error
    const { column, value, problem, fix } = error
    throw new WrongCell({ column: nameOf(column), value, problem, fix })
  }
}

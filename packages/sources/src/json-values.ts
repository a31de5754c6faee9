import { rejectedRow, WrongCell } from './cell.ts'
import type { ExportFile } from './export.ts'
import type { RejectedRow, RowPlace } from './format.ts'
import { jsonArrayItems, jsonDocument, jsonLines, jsonSample } from './json-file.ts'
import type { LosslessJson } from './lossless-json.ts'

/** A value of a JSON file, or a line that is none. */
export type JsonValue = { place: RowPlace; value: LosslessJson } | { place: RowPlace; broken: string }

/** The values of a file in whatever layout: the items of its array, the values of its lines, or its one object. */
export async function* jsonValues(file: ExportFile): AsyncGenerator<JsonValue> {
  const layout = (await jsonSample(file))?.layout
  if (layout === 'array') {
    for await (const { item, value } of jsonArrayItems(file)) yield { place: placeOf(file, 'item', item), value }
  } else if (layout === 'lines') {
    for await (const line of jsonLines(file)) {
      const place = placeOf(file, 'line', line.line)
      yield 'broken' in line ? { place, broken: line.broken } : { place, value: line.value }
    }
  } else yield { place: placeOf(file, 'item', 1), value: await jsonDocument(file) }
}

function placeOf(file: ExportFile, unit: RowPlace['unit'], row: number): RowPlace {
  return { file: file.path, unit, row }
}

/** The rejection of a line that is no whole JSON. */
export function brokenLine(place: RowPlace, line: string): RejectedRow {
  const fix = 'fetch or download this part again'
  const row = rejectedRow(
    place,
    new WrongCell({ column: null, value: line, problem: 'the line is no whole JSON', fix }),
  )
  return { ...row, original: line }
}

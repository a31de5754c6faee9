import { SIGNALS } from '@weft/model/signal'
import { drawCheck } from '@weft/prevalence/check-sample'
import { csv } from '../csv.ts'
import { postRows } from './post-rows.ts'
import type { Frame } from './read-posts.ts'

/** The mark by which a spreadsheet knows the encoding. */
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * A sample of a file's posts for people to check, as a table with an empty column for each signal, the first to check first.
 * The file is gone through once more for the texts. A larger sample with the same seed begins with the smaller one.
 */
export async function sampleTable(
  file: string,
  { places, scores }: Frame,
  size: number,
  seed: string,
): Promise<string> {
  // What kind of post each is the file does not say: all count alike.
  const posts = [...places].map(([id, place]) => ({ id, isOriginal: true, scores: scores[place] ?? null }))
  const drawn = drawCheck(posts, size, seed)
  const texts = new Map(drawn.map(({ id }) => [id, '']))
  for await (const { id, text } of postRows(file)) if (texts.has(id)) texts.set(id, text)
  const rows = drawn.map(({ id, order, inclusionProbability }) => [
    order,
    id,
    texts.get(id) as string,
    Number((1 / inclusionProbability).toPrecision(9)),
    ...SIGNALS.map(() => null),
  ])
  return `${BYTE_ORDER_MARK}${csv(['order', 'id', 'text', 'sampling_weight', ...SIGNALS], rows)}`
}

import type { Signal } from '@weft/model/signal'
import { digestOfHead } from '@weft/reading/local/local-reader'
import { type LocalLabel, type LocalTraining, trainLocalHead } from '@weft/reading/local/train-local-head'
import type { PostReader } from '@weft/reading/post-reader'
import { shippedWeights } from '@weft/reading/shipped-weights'
import { encodeWeights } from '@weft/reading/weights'
import { type Database, withOrganization } from '@weft/store/database'
import { labelsInForce } from '@weft/store/labels'
import { clock, localHeads, saveLocalHead } from '@weft/store/local-heads'
import { postTexts } from '@weft/store/posts'

/**
 * Learns the heads that an organization asked for and that are not learnt yet, from what its people said of posts that the reader
 * reads, and keeps what came of it. Returns the signals that were learnt. Doing it again does nothing.
 *
 * `reader` is the installation's, not corrected by anything. Seconds for some hundred labels of every signal.
 */
export async function learnLocalHeads(
  { database, reader }: { database: Database; reader: PostReader },
  organizationId: string,
): Promise<Signal[]> {
  const inOrganization = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
    withOrganization(database, organizationId, work)
  const asked = await inOrganization(async (tx) => {
    const signals = (await localHeads(tx)).filter(({ isWaiting }) => isWaiting).map(({ signal }) => signal)
    const labels =
      signals.length === 0 ? [] : (await labelsInForce(tx)).filter(({ signal }) => signals.includes(signal))
    const texts = await postTexts(tx, [...new Set(labels.map(({ postId }) => postId))])
    return { signals, labels, texts, startedAt: await clock(tx) }
  })
  if (asked.signals.length === 0) return []
  const readings = await reader.read(asked.texts.map(({ text, language }) => ({ text, platformLanguage: language })))
  const posts = new Map(asked.texts.map(({ id, text }, place) => [id, { text, signals: readings[place]!.signals }]))
  const { rarities } = await shippedWeights()
  for (const signal of asked.signals) {
    const labels = asked.labels.flatMap(({ postId, label, checkLabel, signal: of }): LocalLabel[] => {
      const post = posts.get(postId)
      if (of !== signal || post === undefined || post.signals === null) return []
      return [{ text: post.text, probability: post.signals[signal], label, wasDrawn: checkLabel !== null }]
    })
    const outcome = outcomeOf(trainLocalHead(signal, labels, rarities))
    await inOrganization((tx) =>
      saveLocalHead(tx, { signal, startedAt: asked.startedAt, reader: reader.version, ...outcome }),
    )
  }
  return asked.signals
}

function outcomeOf(training: LocalTraining): Pick<Parameters<typeof saveLocalHead>[1], 'state' | 'evidence' | 'kept'> {
  const { state } = training
  if (state === 'too_few')
    return { state, evidence: { drawn: training.drawn, positives: training.positives }, kept: null }
  if (state === 'no_better') return { state, evidence: training.evidence, kept: null }
  const { head, quality, evidence } = training
  const kept = { digest: digestOfHead(head), quality, slope: head.slope, weights: encodeWeights(head.weights) }
  return { state, evidence, kept }
}

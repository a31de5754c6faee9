import { BucketPosts } from '@weft/reading/features/post-features'
import { HEADS, type Head } from '@weft/reading/head'
import { tokensOfPost } from '@weft/reading/post-tokens'
import { type LoadedSet, trainingPost } from '@weft/reading/training/cross-fit'
import { featureMatrix, firstTierModel } from '@weft/reading/training/first-tier-model'
import { textAsPosted } from '@weft/reading/training/labelled-set'
import { logOddsOfRow } from '@weft/reading/training/logistic-regression'
import {
  areaUnderCurve,
  confusionAt,
  fMeasure,
  type ScoredPost,
  toFourDecimals,
} from '@weft/reading/training/signal-measurement'
import { getFastTextClass, getFastTextModule } from 'fasttext.wasm.js'

/** A labelled post as both readers get it. */
interface SplitPost {
  set: string
  text: string
  tokens: readonly string[]
  positive: boolean
  /** Whether it is one that both are measured on; they learn from the others. */
  isMeasured: boolean
}

/** How well both read posts of one set that neither has learnt from. */
export interface ReaderComparison {
  head: Head
  set: string
  posts: number
  positives: number
  weft: Figures
  fasttext: Figures
}

interface Figures {
  /** How often a post with the signal scores above one without; 0.5 is chance. */
  auc: number
  /** Where as large a share is labelled as in the set's half that was learnt from, so that neither has its threshold tuned. */
  f1: number
}

/**
 * The model of every head beside fastText's: both learn from one half of the sets that ship, in the same tokens, and are measured on
 * the other half, set by set. `onHead` is told what is begun. Public sets take some minutes.
 */
export async function compareReaders(
  sets: readonly LoadedSet[],
  onHead: (head: Head) => void,
): Promise<ReaderComparison[]> {
  const compared: ReaderComparison[] = []
  for (const head of HEADS) {
    const posts = postsOf(head, sets)
    const learnt = posts.filter(({ isMeasured }) => !isMeasured)
    if (!hasBothKinds(learnt)) continue
    onHead(head)
    const scores = { weft: scoresOfOurs(head, posts), fasttext: await scoresOfFastText(posts) }
    for (const set of new Set(posts.map((post) => post.set))) {
      const measured = posts.flatMap((post, place) => (post.isMeasured && post.set === set ? [{ ...post, place }] : []))
      if (!hasBothKinds(measured)) continue
      const learntOfSet = learnt.filter((post) => post.set === set)
      const share = learntOfSet.filter(({ positive }) => positive).length / learntOfSet.length
      const figures = (of: Float64Array) =>
        figuresOf(
          measured.map(({ place, positive }) => ({ probability: of[place]!, positive })),
          share,
        )
      compared.push({
        head,
        set,
        posts: measured.length,
        positives: measured.filter(({ positive }) => positive).length,
        weft: figures(scores.weft),
        fasttext: figures(scores.fasttext),
      })
    }
  }
  return compared
}

function postsOf(head: Head, sets: readonly LoadedSet[]): SplitPost[] {
  return sets.flatMap(({ set, posts }) =>
    posts.flatMap((post): SplitPost[] => {
      const found = trainingPost(set, post, head)
      if (found?.teaches !== true) return []
      const text = textAsPosted(post.text)
      const { isPositive: positive, isHeldOut: isMeasured } = found
      return [{ set: set.name, text, tokens: tokensOfPost(text), positive, isMeasured }]
    }),
  )
}

function scoresOfOurs(head: Head, posts: readonly SplitPost[]): Float64Array {
  const learnt = posts.flatMap(({ isMeasured }, row) => (isMeasured ? [] : [row]))
  const bucketPosts = new BucketPosts()
  for (const row of learnt) bucketPosts.add(posts[row]!.tokens)
  const texts = posts.map(({ text }) => text)
  const tokens = posts.map((post) => post.tokens)
  const { matrix } = featureMatrix(texts, tokens, bucketPosts)
  const positive = Uint8Array.from(posts, (post) => (post.positive ? 1 : 0))
  const model = firstTierModel(head, matrix, positive, Uint32Array.from(learnt))
  return Float64Array.from(posts, (_, row) => logOddsOfRow(matrix, row, model))
}

async function scoresOfFastText(posts: readonly SplitPost[]): Promise<Float64Array> {
  const FastText = await getFastTextClass({ getFastTextModule })
  const line = ({ tokens }: SplitPost) => tokens.join(' ').replaceAll('\n', ' ')
  const lines = posts.flatMap((post) =>
    post.isMeasured ? [] : [`__label__${post.positive ? 'yes' : 'no'} ${line(post)}`],
  )
  const model = await new FastText().trainSupervised(
    `data:text/plain;base64,${Buffer.from(lines.join('\n')).toString('base64')}`,
    {
      loss: 'softmax',
      lr: 0.5,
      dim: 50,
      epoch: 10,
      wordNgrams: 2,
      minn: 2,
      maxn: 5,
      bucket: 200_000,
      minCount: 1,
      verbose: 0,
    },
    () => undefined,
  )
  return Float64Array.from(posts, (post) => {
    if (!post.isMeasured) return Number.NaN
    const found = model.predict(line(post), 2, 0)
    let yes = 0
    for (let place = 0; place < found.size(); place++) {
      const [probability, label] = found.get(place)
      if (label === '__label__yes') yes = probability
    }
    found.delete()
    return yes
  })
}

function figuresOf(posts: readonly ScoredPost[], share: number): Figures {
  const descending = posts.map(({ probability }) => probability).sort((one, other) => other - one)
  const threshold = descending[Math.max(0, Math.round(share * posts.length) - 1)]!
  // Both kinds are there: a curve has an area.
  return {
    auc: toFourDecimals(areaUnderCurve(posts)!),
    f1: toFourDecimals(fMeasure(confusionAt(threshold, posts), 1)),
  }
}

function hasBothKinds(posts: readonly { positive: boolean }[]): boolean {
  return new Set(posts.map(({ positive }) => positive)).size === 2
}

/** As people read it in a terminal. */
export function comparisonText(compared: readonly ReaderComparison[]): string {
  const widest = Math.max(...compared.map(({ head, set }) => head.length + set.length + 2))
  return compared
    .map(({ head, set, posts, weft, fasttext }) => {
      const figures = [weft.auc, fasttext.auc, weft.f1, fasttext.f1].map((figure) => figure.toFixed(3))
      const [ours, theirs, oursF1, theirsF1] = figures
      return `${`${head}, ${set}`.padEnd(widest)}  ${String(posts).padStart(6)} posts  AUC ${ours} beside ${theirs}  F1 ${oursF1} beside ${theirsF1}`
    })
    .join('\n')
}

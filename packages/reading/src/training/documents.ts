import type { LanguageMeasurement } from '@weft/model/language-measurement'
import { SIGNALS, type SignalMeasurement } from '@weft/model/signal'
import { HEADS } from '../head.ts'
import type { Manifest } from '../manifest.ts'
import { qualityOfReader } from '../reader-quality.ts'
import { hashOfCues, versionOfReader } from '../reader-version.ts'
import { SIGNAL_RULES } from '../signal-rules.ts'
import type { LoadedSet } from './cross-fit.ts'
import type { TrainedReader } from './train-reader.ts'

/** What is written beside trained weights. Only sets that it learnt from are named; languages only where measured. */
export function manifestOf(
  { sha256, seed, heads }: TrainedReader,
  loaded: readonly LoadedSet[],
  languages: LanguageMeasurement[],
): Manifest {
  return {
    version: versionOfReader(sha256, SIGNAL_RULES),
    sha256,
    cues: hashOfCues(SIGNAL_RULES),
    seed,
    sets: setsLearntFrom(loaded, heads),
    heads,
    ...(languages.length > 0 ? { languages } : {}),
  }
}

/** The sets that any of these heads learnt from, as a manifest names them. */
export function setsLearntFrom(loaded: readonly LoadedSet[], heads: Manifest['heads']): Manifest['sets'] {
  const learnt = new Set(Object.values(heads).flatMap(({ learntFrom }) => learntFrom.map(({ set }) => set)))
  return loaded
    .filter(({ set }) => learnt.has(set.name))
    .map(({ set: { name, title, licence, language, attribution }, posts }) => ({
      name,
      title,
      licence,
      language,
      attribution,
      posts: posts.length,
    }))
}

/** The attribution that the licences of the sets ask for. Markdown. */
export function attributionOf({ version, sets }: Manifest): string {
  const lines = new Set(sets.map(({ title, attribution, licence }) => `- ${attribution ?? `${title}, ${licence}`}`))
  return `# What the reader learnt from

The weights of reader \`${version}\` were learnt from these labelled sets. No text of theirs is in this repository.

${[...lines].join('\n')}
`
}

/** How good the reader is, by signal and set, for whoever rests something on it. Markdown. */
export function qualityPage(manifest: Manifest): string {
  const quality = qualityOfReader(manifest)
  const signals = SIGNALS.map((signal) => {
    const { tier, confusions } = quality.signals[signal]
    return `| ${signal} | ${tier} | ${confusions} |`
  })
  const heads = HEADS.flatMap((head) => {
    const known = manifest.heads[head]
    if (known === undefined) return []
    const { strict, usual, lax } = known.thresholds
    const learnt = known.learntFrom.map(({ set }) => set)
    return known.measured.map((measured, row) => {
      const first = row === 0 ? [head, [strict, usual, lax].map((each) => each.toFixed(3)).join(' / ')] : ['', '']
      const kind = learnt.includes(measured.set) ? 'folds' : 'elsewhere'
      return `| ${[...first, measured.set, kind, ...figures(measured)].join(' | ')} |`
    })
  })
  return `# How well the reader reads

Reader \`${manifest.version}\`, written by \`weft reading train\`. Languages read: ${quality.languages.join(', ')}.

| signal | tier | what it is known to be taken for, and to miss |
| --- | --- | --- |
${signals.join('\n')}

*reliable*: label and range shown. *usable*: a share only with posts checked by people. *weak*: ranks posts for people, never a
label or a number. No tier makes an unchecked share a number.

Every figure is of posts that no cue was made with sight of: of *folds*, by models of four fifths of a set the reader learnt
from, on the fifth they did not see; *elsewhere*, of a set it learnt nothing of, so also of how little carries over. Precision, recall and F1 are at the
middle threshold. ECE: mean distance of probabilities from the shares they stand for. Every set is a
proxy: Reddit comments, office mail, spam; none was labelled for what an institution posts (DECISIONS.md).

| head | strict / usual / lax | set | how | language | posts | positives | precision | recall | F1 | macro-F1 | AUC | ECE |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${heads.join('\n')}
${languagesTold(manifest.languages ?? [])}`
}

function languagesTold(measured: readonly LanguageMeasurement[]): string {
  if (measured.length === 0) return ''
  const rows = measured.map(({ set, language, posts, right, rightOfShort, undetermined, rightOfDetermined }) => {
    const rates = [right, rightOfShort, undetermined, rightOfDetermined].map((rate) => rate?.toFixed(3) ?? '')
    return `| ${[language, set, posts.toLocaleString('en-US'), ...rates].join(' | ')} |`
  })
  return `
## The language of a post

Told by the letters alone, without a platform’s own tag, on the half of each set that is held out. *right*: told right, by the best
guess where it is undetermined (under 20 letters, or not sure); links, handles and tags are no letters and no characters here. Hindi in Latin letters is not told and not measured.

| language | set | posts | right | right under 60 characters | undetermined | right of the determined |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}

function figures(measured: SignalMeasurement): string[] {
  const { language, posts, positives, precision, recall, f1, macroF1, auc, calibrationError } = measured
  const rates = [precision, recall, f1, macroF1, auc, calibrationError].map((rate) => rate.toFixed(3))
  return [language, posts.toLocaleString('en-US'), positives.toLocaleString('en-US'), ...rates]
}

import { HEADS } from '../../head.ts'
import type { Manifest } from '../../manifest.ts'
import type { SecondManifest } from '../second-manifest.ts'

/** How good both tiers are together, by head and set, beside the first alone. Markdown. */
export function secondTierPage({ encoder, sets, heads }: SecondManifest, first: Manifest): string {
  const rows = HEADS.flatMap((head) => {
    const known = heads[head]
    if (known === undefined) return []
    const { strict, usual, lax } = known.thresholds
    const learnt = known.learntFrom.map(({ set }) => set)
    return known.measured.map((both, row) => {
      const alone = first.heads[head]?.measured.find(({ set }) => set === both.set)
      const columns = [
        ...(row === 0 ? [head, [strict, usual, lax].map(threeDigits).join(' / ')] : ['', '']),
        both.set,
        learnt.includes(both.set) ? 'folds' : 'elsewhere',
        both.posts.toLocaleString('en-US'),
        both.positives.toLocaleString('en-US'),
        ...[alone?.auc, both.auc, alone?.macroF1, both.macroF1, alone?.f1, both.f1, both.calibrationError].map(
          threeDigits,
        ),
      ]
      return `| ${columns.join(' | ')} |`
    })
  })
  return `# How well both tiers read

First tier \`${first.version}\` and \`${encoder}\`, written by \`weft reading train --encoder\`, learnt from ${sets.map(({ name }) => name).join(', ')}.
English. What is not in this table is read by the first tier alone (QUALITY.md, where *folds*, *elsewhere* and the columns are explained).

| head | strict / usual / lax | set | how | posts | positives | AUC, first | both | macro-F1, first | both | F1, first | both | ECE, both |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}

function threeDigits(figure: number | undefined): string {
  return figure?.toFixed(3) ?? ''
}

import { periodInWords } from './days.ts'
import { countText, shareText } from './points.ts'
import { sentenceStart } from './practice-words.ts'
import { rubricChangesInWords } from './rubric-change-words.ts'
import type { Scorecard } from './scorecard.ts'

/** The page's line on its sources: each kind of file with its period and what it can know, then what is unlabelled. */
export function sourcesText({ sources, unclassifiedShare }: Scorecard): string {
  const files = sources.map(({ name, files, period, knows }) => {
    const when = period === null ? '' : `, ${periodInWords(period)}`
    return `${name} (${countText(files, 'file')}${when})${knows === '' ? '' : `: ${knows}`}.`
  })
  const unclassified =
    unclassifiedShare === null
      ? []
      : [`${sentenceStart(shareText(unclassifiedShare))} of accounts have no stakeholder group yet.`]
  return [...(files.length === 0 ? ['No file covers this quarter.'] : files), ...unclassified].join(' ')
}

/** The page's line on its method: what the result was computed with, every change from the default rubric, and where the definitions are. */
export function methodText({ method }: Scorecard): string {
  const computedWith = `Method ${method.version}, rubric ${method.rubric}, reader ${method.reader}, seed ${method.seed}.`
  const changes = rubricChangesInWords(method.rubricChanges)
  return [computedWith, changes, `Definitions: ${method.definitions}`].filter((part) => part !== '').join(' ')
}

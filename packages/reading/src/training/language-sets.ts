/** A folder of posts in known languages: a line is a post. Only measured on; nothing learns from it. */
export interface LanguageSet {
  name: string
  folder: string
  /** Files by the language of their posts, ISO 639-1. */
  files: Readonly<Record<string, readonly string[]>>
}

const sentimentFiles = (language: string) =>
  ['train', 'val'].map((part) => `data_sentiment_${language}_${part}_text.txt`)

/** Those we know of. Hindi is left out of the first: most of it is in Latin letters, which is not told (DECISIONS.md). */
export const LANGUAGE_SETS: readonly LanguageSet[] = [
  {
    name: 'xlm-t-umsab',
    folder: 'xlm-t-umsab',
    files: {
      ar: sentimentFiles('arabic'),
      de: sentimentFiles('german'),
      en: sentimentFiles('english'),
      es: sentimentFiles('spanish'),
      fr: sentimentFiles('french'),
      it: sentimentFiles('italian'),
      pt: sentimentFiles('portuguese'),
    },
  },
]

/** A post as it was written: such sets put `http` where a link was. */
export function postOfLine(line: string): string {
  return line.trim().replace(/(?<!\S)http(?!\S)/g, 'https://link.example')
}

import type { Format } from './format.ts'

type DescribedFormat = Pick<Format, 'id' | 'name' | 'extent' | 'howToGet' | 'tells' | 'cannotTell'>

const TOP = `# Formats

Every export that is read, how to get it, and what it can and cannot tell. What a file cannot tell is never counted as zero.
A file is known by what is in it; where that goes wrong, name the format by its id.

Written by \`npm run --silent weft -- formats --markdown > packages/sources/FORMATS.md\` from the formats themselves.
`

/** All formats as a page for people, in Markdown. */
export function formatsPage(formats: readonly DescribedFormat[]): string {
  return [TOP, ...formats.map(formatSection)].join('\n')
}

function formatSection({ id, name, extent, howToGet, tells, cannotTell }: DescribedFormat): string {
  const handedIn =
    extent === 'archive' ? 'the zip, folder or workbook as it is' : 'the file, alone or in a zip or folder'
  return `## ${name}

- **Id:** \`${id}\`
- **Hand in:** ${handedIn}
- **How to get it:** ${howToGet}
- **It tells:** ${tells}
- **It cannot tell:** ${cannotTell}
`
}

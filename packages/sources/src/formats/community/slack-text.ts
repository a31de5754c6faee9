import { decode } from 'html-entities'

/** Accounts that a message names, by their ids, in order. */
export function slackMentions(written: string): string[] {
  return [...written.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g)].map(([, id = '']) => id)
}

/**
 * What a message says, as people read it: Slack writes accounts, channels, groups and links in angle brackets and
 * escapes the rest. `nameOf` gives an account's name by its id, `null` where it is not known.
 */
export function slackText(written: string, nameOf: (id: string) => string | null): string {
  const text = written.replaceAll(
    /<([@#!]?)([^>|]*)(?:\|([^>]*))?>/g,
    (_, sign: string, what: string, label?: string) => {
      if (sign === '@') return `@${nameOf(what) ?? label ?? what}`
      if (sign === '#') return `#${label ?? what}`
      if (sign === '!') return what.startsWith('date^') ? (label ?? '') : `@${(label ?? what).replace(/^@/, '')}`
      return label === undefined || label === '' || what.endsWith(label) ? what : `${label} (${what})`
    },
  )
  return decode(text, { level: 'xml' }).trim()
}

/**
 * What somebody wrote with a file. Until 2018 the text began with a notice of the upload, which names the one who
 * uploaded it: that is nobody's mention.
 */
export function withoutUploadNotice(written: string): string {
  return written.replace(
    /^<@[A-Z0-9]+(?:\|[^>]*)?> (?:uploaded|shared|mentioned) a file:? <[^>]*>(?: and commented:)?\s*/,
    '',
  )
}

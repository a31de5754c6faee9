import { z } from 'zod'

/** An export format, for the page "how to get this file, what it can and cannot tell us". */
export const FormatBody = z
  .object({
    id: z.string().describe('Names it in `format` of an upload; never changes.'),
    name: z.string(),
    extent: z
      .enum(['archive', 'file'])
      .describe('`archive`: its files are one export together. `file`: each file is an export of its own.'),
    howToGet: z.string(),
    tells: z.string(),
    cannotTell: z.string().describe('What it never holds: not measurable from it, and not zero.'),
  })
  .meta({ id: 'Format' })

export const FormatsBody = z
  .object({ items: z.array(FormatBody).describe('In the order in which they are tried.') })
  .meta({ id: 'Formats' })

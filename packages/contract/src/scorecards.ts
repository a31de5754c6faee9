import { z } from 'zod'
import { Moment, QuarterText } from './text.ts'

/** The newest version of a quarter's scorecard. The PDF is under `pdf`. */
export const ScorecardBody = z
  .object({
    quarter: QuarterText,
    version: z.int().describe('Nothing issued is ever changed: a correction is a new version.'),
    state: z.enum(['draft']),
    inputHash: z.string(),
    sha256: z.string().describe('Of the PDF, hexadecimal.'),
    bytes: z.int(),
    createdAt: Moment,
    pdf: z.string().describe('Path of the PDF.'),
  })
  .meta({ id: 'Scorecard' })

export const ScorecardsBody = z.object({ items: z.array(ScorecardBody) }).meta({ id: 'Scorecards' })

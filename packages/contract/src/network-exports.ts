import { PARTIES } from '@weft/model/party'
import { z } from 'zod'
import { fromQuery } from './paging.ts'
import { QuarterParams } from './scores.ts'
import { RowId } from './text.ts'

/** The files that a quarter's network leaves as, each with its media type. */
export const EXPORT_TYPES = {
  'network.gexf': 'application/gexf+xml',
  'network.graphml': 'application/graphml+xml',
  'network.json': 'application/json',
  'accounts.csv': 'text/csv; charset=utf-8',
  'ties.csv': 'text/csv; charset=utf-8',
  'accounts.parquet': 'application/vnd.apache.parquet',
  'ties.parquet': 'application/vnd.apache.parquet',
} as const

export type ExportFile = keyof typeof EXPORT_TYPES

export const EXPORT_FILES = Object.keys(EXPORT_TYPES) as ExportFile[]

export const ExportParams = QuarterParams.extend({
  file: z
    .enum(EXPORT_FILES)
    .describe(
      'As a graph for Gephi (GEXF), for networkx, igraph and others (GraphML), for programs (JSON: nodes and edges); or ' +
        'as a table of accounts or of ties, for spreadsheets (CSV) and databases (Parquet).',
    ),
})

const Yes = z.stringbool().default(false)
const PARTY = `(${PARTIES.join('|')})`

/** What of the network is wanted, and how accounts are named. Filters narrow every file alike. */
export const ExportQuery = z.strictObject({
  pseudonymised: Yes.describe(
    'Accounts under pseudonyms, the same in every file and quarter of yours and of no use elsewhere; without handles, ids ' +
      'and display names, and with times cut to the Monday of their week. Party and measures stay. This is no ' +
      'anonymity: who knows some of the ties can still find people by the shape of the network around them, and ' +
      'measures, which keep all their digits, match those of a file with names: give no reader both.',
  ),
  withoutOwned: Yes.describe('The network that is left without the organization’s own accounts, and its measures.'),
  minWeight: z
    .preprocess(fromQuery, z.int().min(1))
    .optional()
    .describe('Only ties of at least so many interactions. Accounts that lose their ties stay.'),
  mutual: Yes.describe('Only ties that were returned within the quarter.'),
  sustained: Yes.describe('Only ties that were active in at least three weeks.'),
  parties: z
    .string()
    .regex(
      new RegExp(`^${PARTY}(,${PARTY}){0,${PARTIES.length - 1}}$`),
      `parties with commas between: ${PARTIES.join(', ')}`,
    )
    .optional()
    .describe('Only accounts of these parties, and the ties among them.')
    .meta({ examples: ['owned,employee,partner'] }),
  ego: RowId.optional().describe(
    'Only this account, those it is tied to either way in what the other filters leave, and the ties among them.',
  ),
  radius: z
    .preprocess(fromQuery, z.int().min(1).max(2))
    .optional()
    .describe('How many ties away from `ego`; 1 unless told. Of no effect without it.'),
})

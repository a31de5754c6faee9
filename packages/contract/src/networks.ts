import { INTERACTION_KINDS } from '@weft/model/interaction'
import { PARTIES } from '@weft/model/party'
import { LEDGER_DIRECTIONS } from '@weft/model/tie-ledger'
import { z } from 'zod'
import { AccountName } from './accounts.ts'
import { PageQuery, pageOf } from './paging.ts'
import { Moment, QuarterText } from './text.ts'

const Figure = z.number().nullable()

/** Of what a leader is told, what rests on fewer than five accounts is hidden, and what would give it away. */
const Hidden =
  'null: hidden from leaders, as fewer than five accounts stand behind it, or as it would give such a figure away.'

const Count = z.int().nullable()

/** Figures of a network as a whole; `null` is no value, never zero. Definitions: GET /v1/method. */
export const NetworkFiguresBody = z
  .object({
    accounts: Figure.describe(Hidden),
    ties: Figure,
    selfLoops: Figure,
    density: Figure,
    arcReciprocity: Figure.describe('Share of ties that are returned.'),
    dyadReciprocity: Figure.describe('Share of connected pairs that are mutual.'),
    rho: Figure,
    weightedReciprocity: Figure,
    degreeCentralization: Figure,
    betweennessCentralization: Figure,
    assortativity: Figure,
    eiIndex: Figure,
    eiIndexExpected: Figure.describe('The E-I index if connections fell on all pairs of accounts alike.'),
    eiIndexRescaled: Figure.describe('The E-I index within what the group sizes allow: comparable between quarters.'),
    components: z.number().nullable(),
    strongComponents: z.number().nullable(),
    modularity: Figure,
    hubDependence: Figure,
    sampled: z
      .object({
        sources: z.int().describe('Accounts that shortest ways were walked from.'),
        seed: z.int(),
        betweennessErrorBound: z.number(),
        closenessErrorBound: z.number(),
        harmonicErrorBound: z.number(),
      })
      .nullable()
      .describe(
        'Where the network is too large to walk from every account: with 95 % chance no account’s value is further off ' +
          'than its bound. null: exact.',
      ),
  })
  .meta({ id: 'NetworkFigures' })

/** Ties from one party to another, against chance. */
export const MixingCellBody = z
  .object({
    from: z.string(),
    to: z.string(),
    ties: Figure.describe(Hidden),
    senders: Figure.describe('Accounts of the one party that such a tie comes from.'),
    receivers: Figure.describe('Accounts of the other that one goes to.'),
    expected: Figure,
    expectedInterval: z.tuple([z.number(), z.number()]).nullable(),
    dyadReciprocity: Figure,
  })
  .meta({ id: 'MixingCell' })

const LedgerCountsBody = z
  .object({
    new: Count.describe(Hidden),
    kept: Count.describe('Unchanged in weight.'),
    stronger: Count,
    weaker: Count,
    lost: Count,
    unknown: Count.describe('Left out: what the two quarters cover does not let us compare them.'),
    weightGained: Figure.describe('Interactions that new and stronger ones gained.'),
    weightLost: Figure.describe('Interactions that weaker and lost ones lost.'),
  })
  .meta({ id: 'LedgerCounts' })

const ledgerPart = { ties: LedgerCountsBody, accounts: LedgerCountsBody }

/** What became of ties and accounts since the quarter before. */
export const TieLedgerBody = z
  .object({
    directions: z.array(z.enum(LEDGER_DIRECTIONS)).describe('Covered in both quarters: only these are compared.'),
    kinds: z.array(z.enum(INTERACTION_KINDS)).describe('Acts covered in both quarters, in each of the directions.'),
    ...ledgerPart,
    withoutOwned: z.object(ledgerPart).nullable(),
  })
  .meta({ id: 'TieLedger' })

const Layers = z.record(z.string(), z.object({ ties: Figure, arcReciprocity: Figure, dyadReciprocity: Figure }))

export const QuarterNetworkBody = z
  .object({
    whole: NetworkFiguresBody,
    withoutOwned: NetworkFiguresBody.nullable().describe(
      'The same without the organization’s own accounts; null where what others did among themselves is not covered.',
    ),
    layers: Layers,
    layersWithoutOwned: Layers,
    mixing: z.array(MixingCellBody),
    mixingWithoutOwned: z.array(MixingCellBody),
    ledger: TieLedgerBody.nullable().describe(
      'Against the quarter before; null in the first quarter, and where the two cover nothing in common.',
    ),
    unclassifiedShare: Figure,
  })
  .meta({ id: 'QuarterNetwork' })

export const NetworkBody = QuarterNetworkBody.extend({ quarter: QuarterText, computedAt: Moment }).meta({
  id: 'Network',
})

/** The quarters there are networks for, oldest first. */
export const NetworksBody = z
  .object({
    items: z.array(z.object({ quarter: QuarterText, accounts: Figure, ties: Figure, computedAt: Moment })),
  })
  .meta({ id: 'Networks' })

const measures = {
  inDegree: z.number(),
  outDegree: z.number(),
  inStrength: z.number(),
  outStrength: z.number(),
  pagerank: Figure,
  betweenness: Figure,
  closeness: Figure,
  harmonic: Figure,
  eigenvector: Figure,
  hub: Figure,
  authority: Figure,
  core: Figure,
  constraint: Figure,
  clustering: Figure,
  community: Figure,
  eiIndex: Figure,
  reciprocity: Figure,
  coordinator: Figure.describe('Ways between two others of its own party that lead through it and are not direct.'),
  itinerantBroker: Figure.describe('Ways between two others of one party, not its own.'),
  gatekeeper: Figure.describe('Ways from another party into its own.'),
  representative: Figure.describe('Ways from its own party to another.'),
  liaison: Figure.describe('Ways between two other parties.'),
}

/** An account's measures in a quarter. */
export const MeasuredAccountBody = z
  .object({ account: AccountName, party: z.enum(PARTIES), ...measures })
  .meta({ id: 'MeasuredAccount' })

export const MeasuredAccountsPage = pageOf(MeasuredAccountBody).meta({ id: 'MeasuredAccountsPage' })

export const MEASURES = Object.keys(measures) as (keyof typeof measures)[]

export const MeasuredAccountsQuery = PageQuery.extend({
  sort: z.enum(MEASURES).default('pagerank'),
  withoutOwned: z
    .stringbool()
    .default(false)
    .describe('Measures of the network that is left without the organization’s own accounts.'),
  order: z.enum(['asc', 'desc']).default('desc').describe('Accounts without a value come last either way.'),
})

const countsByKind = Object.fromEntries(INTERACTION_KINDS.map((kind) => [kind, z.int()])) as Record<
  (typeof INTERACTION_KINDS)[number],
  z.ZodInt
>

/** All interactions of one account toward another within a quarter. */
export const TieBody = z
  .object({
    source: AccountName,
    target: AccountName,
    counts: z.object(countsByKind),
    weight: z.int().describe('The sum of the counts.'),
    first: Moment,
    last: Moment,
    weeksActive: z.int().describe('Distinct ISO weeks with an interaction.'),
    mutual: z.boolean().describe('True where the target acted toward the source in the quarter, too.'),
  })
  .meta({ id: 'Tie' })

export const TiesPage = pageOf(TieBody).meta({ id: 'TiesPage' })

/** An account that nobody has said anything about, with what a label for it would change. */
export const UnclassifiedAccount = AccountName.extend({
  description: z.string().nullable(),
  website: z.string().nullable(),
  interactions: z.int().describe('Its interactions in the quarter, both ways.'),
  withClassified: z.int().describe('Those with classified accounts; cross-party figures leave them out until now.'),
  share: z.number().describe('Of all that cross-party figures leave out because one end is unclassified, 0 to 1.'),
}).meta({ id: 'UnclassifiedAccount' })

export const UnclassifiedAccountsPage = pageOf(UnclassifiedAccount).meta({ id: 'UnclassifiedAccountsPage' })

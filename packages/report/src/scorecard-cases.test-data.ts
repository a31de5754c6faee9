import {
  everywhere,
  lacking,
  level,
  measured,
  museumFacts,
  museumQuarters,
  provisional,
  quarterScores,
  ranged,
  scored,
  up,
  withIndicators,
  without,
} from './invented-institutions.test-data.ts'
import type { Scorecard } from './scorecard.ts'
import { scorecardOfQuarters } from './scorecard-of-quarters.ts'

const museum = scorecardOfQuarters(museumFacts, museumQuarters, '2026-Q3')

const REPLIES = 'an X archive holds no replies received; upload an interactions table with inbound rows'
const ROSTER = 'needs a roster that says who is staff, partner or press'
const AMONG = 'needs ties among others; upload an interactions table of the community'

/** What one X archive without a roster can tell, before anybody checked a post. */
const archiveAlone = scorecardOfQuarters(
  {
    ...museumFacts,
    organization: 'Harbour Gazette graphics desk',
    recommended: [],
    sources: [
      {
        name: 'X archive',
        files: 1,
        period: { from: '2013-03-04', to: '2015-09-30' },
        knows: 'what we did, with text',
      },
    ],
    period: { from: '2026-07-01', to: '2026-09-12' },
  },
  ['2026-Q1', '2026-Q2', '2026-Q3'].map((quarter, i) =>
    quarterScores(
      quarter as '2026-Q1',
      {
        vulnerability: withIndicators(
          ranged(12 + i, 38 + i, i === 0 ? null : { points: null, interval: [-20, 24], word: 'no clear change' }),
          {
            'vulnerability.disclosure': provisional([10, 40]),
            'vulnerability.asking': provisional([14, 36]),
            'vulnerability.answered': without('not_measurable', REPLIES),
            'vulnerability.followed_up': without('not_measurable', REPLIES),
          },
        ),
        mixing: withIndicators(lacking(`${ROSTER}; or 100 checked posts`), {
          'mixing.personal_share': provisional([20, 70]),
          'mixing.human_voices': without('not_measurable', ROSTER),
          'mixing.staff_breadth': without('not_measurable', ROSTER),
          'mixing.multiplex_ties': without('not_measurable', REPLIES),
        }),
        provocation: withIndicators(lacking(REPLIES), {
          'provocation.stance_share': provisional([0, 100]),
          'provocation.generativity': without('not_measurable', REPLIES),
          'provocation.breadth': without('not_measurable', REPLIES),
          'provocation.between_others': without('not_measurable', AMONG),
          'provocation.civility': without('not_measurable', 'needs the text of replies to us'),
        }),
        promotion: withIndicators(ranged(34, 71, i === 0 ? null : { points: null, interval: [4, 30], word: 'up' }), {
          'promotion.share': provisional([20, 90]),
          'promotion.disinterest': without('not_measurable', ROSTER),
          'promotion.breadth': measured(62),
          'promotion.drawn_in': without('not_measurable', REPLIES),
        }),
        tending: withIndicators(lacking(REPLIES), {
          'tending.seeding': without('not_measurable', REPLIES),
          'tending.introductions': without('not_measurable', AMONG),
          'tending.recognition': without('not_measurable', REPLIES),
          'tending.responsiveness': without('not_measurable', REPLIES),
          'tending.retention': without('not_measurable', REPLIES),
          'tending.weeding': without('not_measurable', 'needs the text of replies to us'),
        }),
        weave: withIndicators(lacking(ROSTER), {
          'weave.cross_party': without('not_measurable', ROSTER),
          'weave.beyond_us': without('not_measurable', AMONG),
          'weave.reciprocity': without('not_measurable', REPLIES),
          'weave.sustained': without('not_measurable', REPLIES),
          'weave.hub_independence': without('not_measurable', AMONG),
        }),
      },
      { baseline: i === 0, unclassifiedShare: 0.999 },
    ),
  ),
  '2026-Q3',
)

const allProvisional = scorecardOfQuarters(
  museumFacts,
  [
    quarterScores('2026-Q2', everywhere(ranged(20, 62)), { baseline: true }),
    quarterScores('2026-Q3', {
      vulnerability: ranged(34, 71, { points: null, interval: [-30, 40], word: 'no clear change' }),
      mixing: ranged(0, 100, { points: null, interval: [-60, 70], word: 'no clear change' }),
      provocation: ranged(61, 63, { points: null, interval: [2, 40], word: 'up' }),
      promotion: ranged(81, 96, { points: null, interval: [19, 60], word: 'up' }),
      tending: ranged(2, 17, { points: null, interval: [-50, -3], word: 'down' }),
      weave: ranged(0, 4, { points: null, interval: [-60, -16], word: 'down' }),
    }),
  ],
  '2026-Q3',
)

const baseline = scorecardOfQuarters(
  { ...museumFacts, organization: 'St. Brannock’s Hospital', review: { name: 'Ines Duarte', date: '2026-10-07' } },
  [
    quarterScores(
      '2026-Q3',
      {
        vulnerability: scored(0),
        mixing: scored(100),
        provocation: lacking('needs 30 posts of our own; there were 4'),
        promotion: scored(19.6, null, 9),
        tending: ranged(34, 58),
        weave: scored(80, null, 2),
      },
      { baseline: true, unclassifiedShare: null },
    ),
  ],
  '2026-Q3',
)

const NO_POSTS = 'needs posts with text; upload an X archive or an interactions table with a text column'

const nothingMeasurable = scorecardOfQuarters(
  { ...museumFacts, organization: 'Institute for Quiet Studies', recommended: [], sources: [] },
  [
    quarterScores(
      '2026-Q3',
      {
        ...everywhere(lacking(NO_POSTS)),
        vulnerability: withIndicators(lacking(NO_POSTS), {
          'vulnerability.disclosure': without('not_measurable', NO_POSTS),
          'vulnerability.asking': without('not_measurable', NO_POSTS),
        }),
        promotion: withIndicators(lacking(NO_POSTS), { 'promotion.share': without('not_measurable', NO_POSTS) }),
      },
      { baseline: true, unclassifiedShare: null },
    ),
  ],
  '2026-Q3',
)

const LONG_SENTENCE =
  'Answer the many open questions that the association’s members asked in the long discussion on the future of regional river gauges, beginning with those that have waited longest, and say in public what was decided and why it was decided so, naming those whose advice was taken up. '

/** Every text far longer than its place. */
const tooLong: Scorecard = {
  ...archiveAlone,
  organization:
    'International Association for the Study, Conservation and Public Understanding of Intertidal Ecosystems and of the Communities that Depend on Them, Regional Committee for the North-Eastern Atlantic',
  id: '7f3a9c21d0e84b5f9a6c3d2e1f0b7a8c7f3a9c21d0e84b5f9a6c3d2e1f0b7a8c',
  version: 12,
  review: {
    name: 'Professor Maximiliane Freifrau von Hohenstein-Wallerfangen-Oettingen, Deputy Head of Institutional Relations and Outreach',
    date: '2026-10-30',
  },
  headline: LONG_SENTENCE,
  rows: Object.fromEntries(
    Object.entries(archiveAlone.rows).map(([practice, row]) => [
      practice,
      row.finding.state === 'not_enough_evidence'
        ? { ...row, finding: { ...row.finding, needs: LONG_SENTENCE.repeat(2) } }
        : row,
    ]),
  ) as Scorecard['rows'],
  changed: Array.from({ length: 5 }, () => LONG_SENTENCE),
  became: LONG_SENTENCE,
  recommended: Array.from({ length: 5 }, () => LONG_SENTENCE),
  method: {
    ...museumFacts.method,
    rubricChanges: Array.from({ length: 28 }, () => {
      return { indicator: 'promotion.share', what: 'weight', from: 0.35, to: 0.5, reason: LONG_SENTENCE }
    }),
  },
  unmeasured: Array.from({ length: 9 }, () => ({
    reason: LONG_SENTENCE,
    indicators: ['promotion.share', 'house.rule_of_our_own'],
  })),
  sources: Array.from({ length: 12 }, () => ({
    name: 'Generic interactions'.repeat(3).replaceAll(' ', ''),
    files: 1200,
    period: { from: '2009-01-01', to: '2026-09-30' },
    knows: LONG_SENTENCE,
  })),
}

const hostile = '#panic("x") $x^2$ [b] *c* _d_ `e` <f> @g \\*/ // h {{i}} "j" \' \\u{1F600} #import "k"'

/** Text that would be markup if it were ever read as Typst source. */
const markup: Scorecard = {
  ...museum,
  organization: hostile,
  headline: hostile,
  changed: [hostile],
  recommended: [hostile],
  unmeasured: [{ reason: hostile, indicators: [hostile] }],
  review: { name: hostile, date: '2026-10-07' },
  method: { version: 8, rubric: hostile, rubricChanges: [], reader: hostile, seed: 1, definitions: hostile },
}

const levelQuarters = scorecardOfQuarters(
  { ...museumFacts, organization: 'متحف المد والجزر للتاريخ الطبيعي', review: { name: 'יעל כהן', date: '2026-10-07' } },
  [
    quarterScores('2026-Q2', everywhere(scored(50)), { baseline: true }),
    quarterScores('2026-Q3', { ...everywhere(scored(51, level(1))), weave: scored(57, up(7)) }),
  ],
  '2026-Q3',
)

/** A scorecard of each kind that must fit its page. */
export const cases = {
  museum,
  archiveAlone,
  allProvisional,
  baseline,
  nothingMeasurable,
  tooLong,
  markup,
  rightToLeft: levelQuarters,
} satisfies Record<string, Scorecard>

import { textOf } from '../../cell.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { formatOfTable } from '../../table-format.ts'
import { COUNTS_ONLY } from './cannot-tell.ts'
import { countsIn, noAuthor, platformOfSource } from './post-table.ts'

/** Sprout Social’s report of profiles: one of the few that know who left, in numbers. */
export const sproutProfiles = formatOfTable({
  id: 'sprout_profiles',
  name: 'Sprout Social profile performance',
  howToGet: 'In Sprout Social: Reports, Profile Performance, Share, Export CSV.',
  tells: 'Per profile and day: followers gained and lost and how many there are, posts, how often they were seen.',
  cannotTell: COUNTS_ONLY,
  required: ['date', 'profile', 'network', 'audience', 'audience gained', 'audience lost'],
  optional: [
    'net audience growth',
    'impressions',
    'engagements',
    'post link clicks',
    'published posts',
    'engagement rate (per impression)',
    'video views',
  ],
  timeColumn: 'date',
  reader(_, times) {
    const observed = new ObservedCoverage()
    return {
      record(cells) {
        const platform = platformOfSource('', cells('network'))
        const handle = textOf(cells('profile'))?.replace(/^@/, '') ?? null
        if (platform === null) return { ignored: 'a network that is not known here' }
        if (handle === null) throw noAuthor('profile', cells('profile'))
        const account = { platform, platformId: null, handle }
        const time = times?.read(cells('date')) ?? null
        const [first, ...others] = [
          ...countsIn(cells, [['audience', 'followers']], { account, postId: null, span: 'total', time }),
          ...countsIn(
            cells,
            [
              ['audience gained', 'followers_gained'],
              ['audience lost', 'followers_lost'],
              ['impressions', 'impressions'],
              ['engagements', 'engagements'],
              ['post link clicks', 'clicks'],
              ['published posts', 'posts'],
            ],
            { account, postId: null, span: 'day', time },
          ),
        ]
        if (first === undefined) return { ignored: 'a day without numbers' }
        observed.see(platform, ['count'], time, false)
        return [first, ...others]
      },
      coverage: () => observed.coverage(),
      notes: () => [],
    }
  },
})

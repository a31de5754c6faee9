import type { Export } from './export.ts'
import type { Format } from './format.ts'
import { blueskyApi } from './formats/bluesky/api.ts'
import { blueskyFirehose } from './formats/bluesky/firehose.ts'
import { blueskyJetstream } from './formats/bluesky/jetstream.ts'
import { blueskyRepository } from './formats/bluesky/repository.ts'
import { discourseArchive } from './formats/community/discourse-archive.ts'
import { discourseApi } from './formats/community/discourse-topics.ts'
import { redditApi } from './formats/community/reddit-api.ts'
import { redditExport } from './formats/community/reddit-export.ts'
import { slackExport } from './formats/community/slack.ts'
import { followerSeries } from './formats/follower-series.ts'
import { followsCsv } from './formats/follows-csv.ts'
import { edgeList } from './formats/graph/edge-list.ts'
import { edgesCsv } from './formats/graph/edges-csv.ts'
import { gexf } from './formats/graph/gexf.ts'
import { graphml } from './formats/graph/graphml.ts'
import { nodesCsv } from './formats/graph/nodes-csv.ts'
import { nodexl } from './formats/graph/nodexl.ts'
import { interactionsCsv } from './formats/interactions-csv.ts'
import { linkedinExport } from './formats/linkedin/member-export.ts'
import { linkedinPageAnalytics } from './formats/linkedin/page-workbook.ts'
import { brandwatch } from './formats/listening/brandwatch.ts'
import { crowdtangleFacebook, crowdtangleInstagram } from './formats/listening/crowdtangle.ts'
import { determ } from './formats/listening/determ.ts'
import { fourCat } from './formats/listening/four-cat.ts'
import { hootsuite } from './formats/listening/hootsuite.ts'
import { meltwater } from './formats/listening/meltwater.ts'
import { metaBusinessFacebook, metaBusinessInstagram } from './formats/listening/meta-business-suite.ts'
import { sproutPosts } from './formats/listening/sprout-posts.ts'
import { sproutProfiles } from './formats/listening/sprout-profiles.ts'
import { talkwalker } from './formats/listening/talkwalker.ts'
import { youtubeDataTools } from './formats/listening/youtube-data-tools.ts'
import { mastodonApi } from './formats/mastodon/api.ts'
import { mastodonArchive } from './formats/mastodon/archive.ts'
import { mastodonFollowersCsv, mastodonFollowingCsv } from './formats/mastodon/follow-lists.ts'
import { facebook } from './formats/meta/facebook.ts'
import { instagram } from './formats/meta/instagram.ts'
import { rosterCsv } from './formats/roster-csv.ts'
import { xAnalytics, xAnalyticsContent } from './formats/x/analytics.ts'
import { xAnalyticsOverview } from './formats/x/analytics-overview.ts'
import { xTweetsTable, xUsersTable } from './formats/x/api-tables.ts'
import { xApiV2 } from './formats/x/api-v2.ts'
import { xApiV11 } from './formats/x/api-v11.ts'
import { xArchive } from './formats/x/archive.ts'
import { xSupportTwcs, xTags } from './formats/x/collected-tables.ts'
import { grailbird } from './formats/x/grailbird.ts'
import { xSupportDialogs } from './formats/x/support-dialogs.ts'
import { youtubeDataApi } from './formats/youtube/data-api.ts'
import { youtubeTakeout } from './formats/youtube/takeout.ts'
import { breaksOff } from './json-file.ts'
import { BrokenFile, type Likeness, UnknownFormat } from './refusal.ts'

/**
 * Every format that is read, in the order in which they are tried: archives first, then files that say what they are,
 * then tables of known tools, and last those that fit many.
 */
export const FORMATS: readonly Format[] = [
  xArchive,
  grailbird,
  mastodonArchive,
  slackExport,
  nodexl,
  instagram,
  facebook,
  youtubeTakeout,
  youtubeDataApi,
  xApiV2,
  xApiV11,
  xSupportDialogs,
  mastodonApi,
  blueskyApi,
  blueskyJetstream,
  blueskyFirehose,
  blueskyRepository,
  redditApi,
  discourseApi,
  gexf,
  graphml,
  xAnalytics,
  xAnalyticsContent,
  xAnalyticsOverview,
  xTags,
  xSupportTwcs,
  xTweetsTable,
  xUsersTable,
  brandwatch,
  meltwater,
  talkwalker,
  determ,
  hootsuite,
  sproutPosts,
  sproutProfiles,
  crowdtangleFacebook,
  crowdtangleInstagram,
  metaBusinessInstagram,
  metaBusinessFacebook,
  youtubeDataTools,
  fourCat,
  linkedinExport,
  linkedinPageAnalytics,
  redditExport,
  discourseArchive,
  mastodonFollowingCsv,
  mastodonFollowersCsv,
  interactionsCsv,
  followsCsv,
  rosterCsv,
  followerSeries,
  edgesCsv,
  nodesCsv,
  edgeList,
]

/**
 * The format of an export, by what is in it; names of files decide only inside archives.
 *
 * Throws {@link UnknownFormat}, which says what was looked for and what the nearest format lacks, and
 * {@link ExportRefused} for pictures, web pages, JSON that is cut off and the like.
 */
export async function detectFormat(exported: Export, formats: readonly Format[] = FORMATS): Promise<Format> {
  const tried: Likeness[] = []
  for (const format of formats) {
    const { found, missing } = await format.match(exported)
    if (missing.length === 0) return format
    tried.push({ format: format.name, found, missing })
  }
  const [file, ...others] = exported.files
  if (file !== undefined && others.length === 0 && tried.every(({ found }) => found.length === 0)) {
    if (await breaksOff(file)) throw new BrokenFile(exported.name, 'its end', 'JSON that is whole; it is cut off')
  }
  throw new UnknownFormat(exported.name, tried)
}

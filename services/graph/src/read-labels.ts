import type { CheckedLabels, ScoringInput, Told } from '@weft/practices/scoring-input'
import type { Database } from '@weft/store/database'
import { withOrganization } from '@weft/store/database'
import { labelsInForce } from '@weft/store/labels'

/** What people said of an organization's posts, in the shape that scoring reads. O(labels). */
export async function readLabels(
  database: Database,
  organizationId: string,
): Promise<Pick<ScoringInput, 'labels' | 'checked'>> {
  const labels = new Map<string, Told>()
  const checked = new Map<string, CheckedLabels>()
  for (const said of await withOrganization(database, organizationId, labelsInForce)) {
    const { postId, signal, label, checkLabel, samplingWeight } = said
    labels.set(postId, { ...labels.get(postId), [signal]: label })
    if (checkLabel === null || samplingWeight === null) continue
    checked.set(postId, { samplingWeight, told: { ...checked.get(postId)?.told, [signal]: checkLabel } })
  }
  return { labels, checked }
}

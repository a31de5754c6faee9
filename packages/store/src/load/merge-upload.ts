import { type Merge, prepareMerge } from './merge.ts'
import { mergeAccounts } from './merge-accounts.ts'
import { mergeCounts } from './merge-counts.ts'
import { mergeDeletions } from './merge-deletions.ts'
import { mergeEdits } from './merge-edits.ts'
import { mergeFollows } from './merge-follows.ts'
import { mergeInteractions } from './merge-interactions.ts'
import { mergeLabels } from './merge-labels.ts'
import { mergePosts } from './merge-posts.ts'
import { mergeProfiles } from './merge-profiles.ts'
import { outcomesOfRows, type RowOutcomes } from './row-outcomes.ts'

/**
 * Brings a staged upload's records into their tables, set by set, and says what became of the rows of each file.
 *
 * What is gone goes before what is told of it arrives, and a post stands in its latest form before its acts are counted.
 */
export async function mergeUpload(merge: Merge): Promise<RowOutcomes[]> {
  const { counts } = merge
  await prepareMerge(merge)
  await mergeAccounts(merge)
  const merged: string[] = []
  const steps: [isStaged: boolean, table: string | null, step: (merge: Merge) => Promise<void>][] = [
    [counts.has('d') || counts.has('edit'), 'merged_deletion', mergeDeletions],
    [counts.has('post'), 'merged_post', mergePosts],
    [counts.has('edit'), null, mergeEdits],
    [counts.has('act'), 'merged_act', mergeInteractions],
    [counts.has('f'), 'merged_follow', mergeFollows],
    [counts.has('c'), 'merged_count', mergeCounts],
    [counts.has('r'), 'merged_label', mergeLabels],
    [counts.has('a'), 'merged_account', mergeProfiles],
  ]
  for (const [isStaged, table, step] of steps) {
    if (!isStaged) continue
    await step(merge)
    if (table !== null) merged.push(table)
  }
  return await outcomesOfRows(merge, merged)
}

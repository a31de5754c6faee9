import type { Migration } from 'kysely'
import * as createOrganizations from './migrations/20261123T0800-create-organizations.ts'
import * as createRecords from './migrations/20261123T0900-create-records.ts'
import * as createResults from './migrations/20261123T0910-create-results.ts'
import * as createCountsAndDeletions from './migrations/20261123T1300-create-counts-and-deletions.ts'
import * as createPartyRules from './migrations/20261123T1320-create-party-rules.ts'
import * as followUploads from './migrations/20261123T1340-follow-uploads.ts'
import * as keepColumnsOfRejectsInOrder from './migrations/20261123T1350-keep-columns-of-rejects-in-order.ts'
import * as createColumnMappings from './migrations/20261123T1420-create-column-mappings.ts'
import * as refuseNegativeReceipts from './migrations/20261123T1430-refuse-negative-receipts.ts'
import * as undoUploads from './migrations/20261123T1600-undo-uploads.ts'
import * as keepWhoPeopleNamed from './migrations/20261123T1610-keep-who-people-named.ts'
import * as keepNetworksApartFromScores from './migrations/20261123T1700-keep-networks-apart-from-scores.ts'
import * as makePseudonyms from './migrations/20261123T1720-make-pseudonyms.ts'
import * as askOnceWhoseInteractions from './migrations/20261123T1730-ask-once-whose-interactions.ts'
import * as createChecksAndLabels from './migrations/20261124T0040-create-checks-and-labels.ts'
import * as sayWhoLabelledEvidence from './migrations/20261124T0050-say-who-labelled-evidence.ts'
import * as createLocalHeads from './migrations/20261124T0305-create-local-heads.ts'
import * as tailorRubrics from './migrations/20261124T0910-tailor-rubrics.ts'
import * as decideActions from './migrations/20261124T0920-decide-actions.ts'

/** Every migration by its file's name, which is also its place in the order. A test compares this with the folder. */
export const migrations: Readonly<Record<string, Migration>> = {
  '20261123T0800-create-organizations': createOrganizations,
  '20261123T0900-create-records': createRecords,
  '20261123T0910-create-results': createResults,
  '20261123T1300-create-counts-and-deletions': createCountsAndDeletions,
  '20261123T1320-create-party-rules': createPartyRules,
  '20261123T1340-follow-uploads': followUploads,
  '20261123T1350-keep-columns-of-rejects-in-order': keepColumnsOfRejectsInOrder,
  '20261123T1420-create-column-mappings': createColumnMappings,
  '20261123T1430-refuse-negative-receipts': refuseNegativeReceipts,
  '20261123T1600-undo-uploads': undoUploads,
  '20261123T1610-keep-who-people-named': keepWhoPeopleNamed,
  '20261123T1700-keep-networks-apart-from-scores': keepNetworksApartFromScores,
  '20261123T1720-make-pseudonyms': makePseudonyms,
  '20261123T1730-ask-once-whose-interactions': askOnceWhoseInteractions,
  '20261124T0040-create-checks-and-labels': createChecksAndLabels,
  '20261124T0050-say-who-labelled-evidence': sayWhoLabelledEvidence,
  '20261124T0305-create-local-heads': createLocalHeads,
  '20261124T0910-tailor-rubrics': tailorRubrics,
  '20261124T0920-decide-actions': decideActions,
}

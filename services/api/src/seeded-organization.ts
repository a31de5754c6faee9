import { createHash } from 'node:crypto'
import { INTERACTION_KINDS } from '@weft/model/interaction'
import type { Scored } from '@weft/model/practice'
import { quarterNamed } from '@weft/model/quarter'
import type { IndicatorScore, MeasuredFigures, PracticeScore, QuarterNetwork, QuarterScores } from '@weft/model/scores'
import { SIGNALS, type Signal } from '@weft/model/signal'
import type { TieLedger } from '@weft/model/tie-ledger'
import { readMapping } from '@weft/sources/mapping/column-mapping'
import { headerKey } from '@weft/sources/mapping/column-name'
import { MEASURE_COLUMNS, type MeasureColumn } from '@weft/store/account-measures'
import { createApiKey, ROLES, type Role } from '@weft/store/api-keys'
import { saveCheck } from '@weft/store/checks'
import { rememberMapping } from '@weft/store/column-mappings'
import { type Database, withOrganization, withOrganizationClient } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import { saveLabels } from '@weft/store/labels'
import { type MeasureColumns, replaceNetworkResult } from '@weft/store/network-results'
import { createOrganization } from '@weft/store/organizations'
import { labelByHand } from '@weft/store/parties'
import { createPartyRule } from '@weft/store/party-rules'
import { savePostReadings } from '@weft/store/readings'
import { replaceQuarterResult } from '@weft/store/results'
import { saveTailoring } from '@weft/store/rubric-tailorings'
import { addScorecard } from '@weft/store/scorecards'
import { endLoading } from '@weft/store/upload-states'
import { createUpload } from '@weft/store/uploads'

/** An invented organization with a row of everything that the API shows; for tests. */
export interface SeededOrganization {
  id: string
  keys: Record<Role, string>
  uploadId: string
  /** A loaded upload that brought nothing. */
  undoable: string
  /** Uploads that were not loaded, by what became of them. */
  unloaded: { held: string; failed: string; queued: string }
  /** Ours, Ana, Ben: Ana and Ben answer us, we promote Ana. */
  accounts: { ours: string; ana: string; ben: string }
  /** The setting that says that ours is ours. */
  labelId: string
  /** A rule that fits nobody. */
  ruleId: string
  /** Of the headings of the table that the held upload is: a mapping is kept for it. */
  headerKey: string
  postId: string
  /** Per quarter a post that its check has drawn. */
  checkPostIds: Record<string, string>
  quarters: string[]
}

type Quarter = QuarterScores['quarter']

/**
 * Founds it with scores for these quarters. `mark` is in every text that is its own, so that a test can look for it
 * where it has no business.
 */
export async function seedOrganization(
  { database, files }: { database: Database; files: FileStore },
  mark: string,
  quarters: readonly Quarter[],
): Promise<SeededOrganization> {
  const { id } = await createOrganization(database, { name: mark })
  const keys = {} as Record<Role, string>
  for (const role of ROLES) keys[role] = (await createApiKey(database, id, { name: `${mark} ${role}`, role })).key
  const uploadId = await seedUpload(database, id, mark)
  const undoable = await seedUndoable(database, id, mark)
  const unloaded = await seedUnloaded(database, id, mark)
  const keyOfTable = await seedTable({ database, files }, id, unloaded.held, mark)
  const { accounts, postId, labelId, ruleId } = await seedRecords(database, id, uploadId, mark)
  await withOrganization(database, id, (tx) =>
    saveTailoring(tx, id, { tailoring: { 'promotion.share': { exempt: `Charter of ${mark}` } }, setBy: mark }),
  )
  const checkPostIds: SeededOrganization['checkPostIds'] = {}
  for (const quarter of quarters) {
    await seedQuarter({ database, files }, id, quarter, mark, { accounts, postId })
    checkPostIds[quarter] = await seedCheck(database, id, quarter, mark, { ours: accounts.ours, uploadId })
  }
  return {
    id,
    keys,
    uploadId,
    undoable,
    unloaded,
    accounts,
    postId,
    labelId,
    ruleId,
    headerKey: keyOfTable,
    checkPostIds,
    quarters: [...quarters],
  }
}

async function seedUpload(database: Database, id: string, mark: string): Promise<string> {
  const uploadId = crypto.randomUUID()
  await withOrganization(database, id, async (tx) => {
    const sha256 = createHash('sha256').update(mark).digest('hex')
    await createUpload(tx, id, { id: uploadId, name: `${mark}.csv`, fileKey: `${id}/uploads/x`, sha256, bytes: 42 })
    await tx
      .updateTable('upload')
      .set({ state: 'loaded', finished_at: '2026-09-30T12:00:00Z' })
      .where('id', '=', uploadId)
      .execute()
    const of = { organization_id: id, upload_id: uploadId }
    const counts = { rows: 5, new: 2, updated: 0, known: 0, rejected: 3, ignored: 0 }
    const file = { ...of, number: 1, name: `${mark}.csv`, format: 'interactions_csv', ...counts }
    await tx
      .insertInto('upload_file')
      .values({ ...file, ignored_reasons: '{}', notes: [`read as UTF-8 ${mark}`] })
      .execute()
    for (const [index, value] of [`=cmd() ${mark}`, 'not a time', '@ana'].entries()) {
      const place = { ...of, file_number: 1, path: `${mark}.csv`, row_number: index + 4, number: index + 1 }
      const original = JSON.stringify({ time: value, kind: 'reply', actor: `ana_${mark}` })
      const reject = { column_name: 'time', value, problem: 'is no time', fix: 'write ISO 8601', original }
      await tx
        .insertInto('reject')
        .values({ ...place, ...reject })
        .execute()
    }
    const period = { time_from: '2026-07-01T00:00:00Z', time_to: '2026-09-30T00:00:00Z' }
    const covered = {
      platform: 'x',
      account_id: null,
      direction: 'as_observed',
      acts: ['post', 'reply'],
      with_text: true,
    }
    await tx
      .insertInto('coverage')
      .values({ ...of, file_number: 1, number: 1, ...covered, ...period })
      .execute()
  })
  return uploadId
}

async function seedUndoable(database: Database, id: string, mark: string): Promise<string> {
  const uploadId = crypto.randomUUID()
  await withOrganization(database, id, async (tx) => {
    const sha256 = createHash('sha256').update(uploadId).digest('hex')
    await createUpload(tx, id, {
      id: uploadId,
      name: `${mark} again.csv`,
      fileKey: `${id}/uploads/y`,
      sha256,
      bytes: 42,
    })
    await tx
      .updateTable('upload')
      .set({ state: 'loaded', finished_at: '2026-09-30T12:00:01Z' })
      .where('id', '=', uploadId)
      .execute()
  })
  return uploadId
}

async function seedUnloaded(database: Database, id: string, mark: string): Promise<SeededOrganization['unloaded']> {
  const unloaded = { held: crypto.randomUUID(), failed: crypto.randomUUID(), queued: crypto.randomUUID() }
  const held = { reason: 'account_needed', detail: `does not say whose it is (${mark})`, platform: 'x' } as const
  const problem = { title: 'EmptyExport', detail: `is empty (${mark})`, file: null }
  await withOrganization(database, id, async (tx) => {
    for (const uploadId of Object.values(unloaded)) {
      const sha256 = createHash('sha256').update(uploadId).digest('hex')
      const upload = { id: uploadId, name: `${mark}.zip`, fileKey: `${id}/uploads/${uploadId}`, sha256, bytes: 42 }
      await createUpload(tx, id, upload)
    }
    await endLoading(tx, unloaded.held, { state: 'held', held })
    await endLoading(tx, unloaded.failed, { state: 'failed', problem })
  })
  return unloaded
}

/** The table that the held upload is, whose columns somebody has explained before. */
async function seedTable(
  { database, files }: { database: Database; files: FileStore },
  id: string,
  uploadId: string,
  mark: string,
): Promise<string> {
  const headings = ['Who', 'Whom', `Note of ${mark}`]
  await files.put(`${id}/uploads/${uploadId}`, [Buffer.from(`${headings.join(',')}\nana_${mark},us_${mark},\n`)])
  const mapping = readMapping({
    version: 1,
    table: 'follows',
    headings,
    columns: { follower: 'Who', followed: 'Whom' },
    fixed: { platform: 'x', snapshot_date: '2026-07-01' },
  })
  const key = headerKey(headings)
  await withOrganization(database, id, (tx) =>
    rememberMapping(tx, id, { headerKey: key, mapping, setBy: `key:${mark}` }),
  )
  return key
}

async function seedRecords(database: Database, id: string, uploadId: string, mark: string) {
  return await withOrganization(database, id, async (tx) => {
    const row = { organization_id: id, upload_id: uploadId }
    const account = async (handle: string): Promise<string> => {
      const names = {
        platform: 'x',
        platform_id: null,
        handle,
        display_name: `${handle} of ${mark}`,
        description: mark,
      }
      return (
        await tx
          .insertInto('account')
          .values({ ...row, ...names })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id
    }
    const accounts = {
      ours: await account(`Museum_${mark}`),
      ana: await account(`ana_${mark}`),
      ben: await account(`ben_${mark}`),
    }
    const place = { ...row, file_number: 1, path: `${mark}.csv`, row_number: 2 }
    const post = { platform: 'x', platform_post_id: '900', author_id: accounts.ours, time: '2026-08-03T10:00:00Z' }
    const { id: postId } = await tx
      .insertInto('post')
      .values({
        ...place,
        ...post,
        kind: 'original',
        text: `We got this wrong. ${mark}`,
        url: `https://x.com/${mark}/900`,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const acts = [
      [accounts.ana, accounts.ours, 'reply', '2026-08-03T11:00:00Z'],
      [accounts.ana, accounts.ours, 'like', '2026-08-12T11:00:00Z'],
      [accounts.ours, accounts.ana, 'quote', '2026-08-13T11:00:00Z'],
      [accounts.ben, accounts.ours, 'reply', '2026-08-03T12:00:00Z'],
      [accounts.ben, accounts.ben, 'reply', '2026-08-03T13:00:00Z'],
      [accounts.ana, accounts.ours, 'reply', '2026-05-03T11:00:00Z'],
    ] as const
    for (const [actor, target, kind, time] of acts) {
      const act = { actor_id: actor, target_id: target, kind, act: time, time, platform_post_id: null }
      await tx
        .insertInto('interaction')
        .values({ ...place, ...act })
        .execute()
    }
    const label = { accountId: accounts.ours, party: 'owned', basis: 'owned', validFrom: null, validTo: null } as const
    await labelByHand(tx, id, label)
    const labelId = (await tx.selectFrom('party_label').select('id').executeTakeFirstOrThrow()).id
    const ruleId = await createPartyRule(tx, id, {
      kind: 'handles',
      platform: null,
      terms: [`nobody_${mark}`],
      party: 'media',
      validFrom: null,
      validTo: null,
      createdBy: `key:${mark}`,
    })
    return { accounts, postId, labelId, ruleId }
  })
}

/** Says something in the quarter, has it read, and draws and checks it. */
async function seedCheck(
  database: Database,
  id: string,
  quarter: Quarter,
  mark: string,
  { ours, uploadId }: { ours: string; uploadId: string },
): Promise<string> {
  const period = quarterNamed(quarter)
  return await withOrganization(database, id, async (tx) => {
    const place = { organization_id: id, upload_id: uploadId, file_number: 1, path: `${mark}.csv`, row_number: 3 }
    const told = { platform: 'x', platform_post_id: `check-${quarter}`, author_id: ours, kind: 'original' }
    const { id: postId } = await tx
      .insertInto('post')
      .values({ ...place, ...told, time: new Date(period.from + 1), text: `Thank you all. ${mark}` })
      .returning('id')
      .executeTakeFirstOrThrow()
    const reading = { language: 'en', languageReliable: true, signals: READ_SIGNALS }
    await savePostReadings(tx, id, 'rules-1', [{ postId, reading }])
    await saveCheck(tx, id, quarter, [{ id: `x:check-${quarter}`, order: 1, inclusionProbability: 0.5 }])
    const labels = Object.fromEntries(SIGNALS.map((signal) => [signal, signal === 'thanks']))
    await saveLabels(tx, id, { said: [{ postId, labels }], picked: 'check', setBy: `key:${mark}` })
    return postId
  })
}

const READ_SIGNALS = Object.fromEntries(SIGNALS.map((signal) => [signal, 0.25])) as Record<Signal, number>

async function seedQuarter(
  { database, files }: { database: Database; files: FileStore },
  id: string,
  quarter: Quarter,
  mark: string,
  { accounts, postId }: { accounts: SeededOrganization['accounts']; postId: string },
): Promise<void> {
  const pdf = Buffer.from(`%PDF-1.7 ${mark} ${quarter}`)
  const inputHash = createHash('sha256').update(mark).digest('hex')
  const fileKey = `${id}/scorecards/${quarter}-1.pdf`
  const stored = await files.put(fileKey, [pdf])
  await withOrganization(database, id, async (tx) => {
    await replaceQuarterResult(tx, id, {
      inputHash,
      method: { version: 1, rubric: 'default-1', rubricChanges: [], reader: 'rules-1', seed: 7 },
      scores: scoresOf(quarter, mark),
      evidence: [
        {
          ...NO_EVIDENCE,
          indicator: DISCLOSURE,
          postId,
          counts: true,
          probability: 0.75,
          labelledBy: 'reader' as const,
        },
        { ...NO_EVIDENCE, indicator: DISCLOSURE, accountId: accounts.ben },
        {
          ...NO_EVIDENCE,
          indicator: RECIPROCITY,
          accountId: accounts.ours,
          otherAccountId: accounts.ana,
          counts: true,
        },
      ],
      actions: [
        { ...ACTION, accounts: [accounts.ana, accounts.ben], posts: [postId], reason: `Two answered. ${mark}` },
        { ...ACTION, kind: 'introduce', practice: 'weave', indicator: 'weave.beyond_us', reason: mark },
      ],
    })
    const scorecard = { quarter, version: 1, inputHash, state: 'draft', content: { mark }, fileKey, ...stored } as const
    await addScorecard(tx, id, scorecard)
  })
  await withOrganizationClient(database, id, (client) =>
    replaceNetworkResult(client, id, { quarter, inputHash, network: NETWORK }, [
      measuresOf([accounts.ours, accounts.ana, accounts.ben], false, {
        pagerank: [0.5, 0.3, 0.3],
        ei_index: [null, -1, 1],
      }),
      measuresOf([accounts.ana, accounts.ben], true, { pagerank: [0.5, 0.5] }),
    ]),
  )
}

/** Measures of those accounts, all alike but for the columns given. */
function measuresOf(
  accountIds: readonly string[],
  withoutOwned: boolean,
  columns: Partial<MeasureColumns['columns']>,
): MeasureColumns {
  const alike = Object.values(MEASURE_COLUMNS).map((name) => [name, accountIds.map(() => ALIKE[name] ?? null)])
  return {
    withoutOwned,
    accountIds: Float64Array.from(accountIds, Number),
    columns: { ...(Object.fromEntries(alike) as MeasureColumns['columns']), ...columns },
  }
}

const DISCLOSURE = 'vulnerability.disclosure'
const RECIPROCITY = 'weave.reciprocity'
const NO_EVIDENCE = {
  counts: false,
  postId: null,
  accountId: null,
  otherAccountId: null,
  probability: null,
  labelledBy: null,
}
const ACTION = {
  kind: 'answer_ask',
  practice: 'vulnerability',
  indicator: 'vulnerability.followed_up',
  accounts: [],
  posts: [],
  weight: 2,
} satisfies Partial<Parameters<typeof replaceQuarterResult>[2]['actions'][number]>

const ALIKE: Partial<Record<MeasureColumn, number>> = {
  in_degree: 2,
  out_degree: 1,
  in_strength: 3,
  out_strength: 1,
  core: 1,
  community: 0,
  reciprocity: 0.5,
  liaison: 0,
}

const FIGURES: MeasuredFigures = {
  accounts: 3,
  ties: 3,
  selfLoops: 1,
  density: 0.5,
  arcReciprocity: 2 / 3,
  dyadReciprocity: 0.5,
  rho: null,
  weightedReciprocity: null,
  degreeCentralization: null,
  betweennessCentralization: null,
  assortativity: null,
  eiIndex: null,
  eiIndexExpected: null,
  eiIndexRescaled: null,
  components: 1,
  strongComponents: 2,
  modularity: null,
  hubDependence: null,
  sampled: null,
}

function scoresOf(quarter: Quarter, mark: string): QuarterScores {
  const none: PracticeScore = {
    state: 'not_enough_evidence',
    provisional: false,
    score: null,
    interval: null,
    band: null,
    change: null,
    evidenceShare: 0,
    reason: `an export of replies received would supply it (${mark})`,
    indicators: {},
  }
  const measured = (practice: Scored, indicator: string): PracticeScore => ({
    ...none,
    state: 'scored',
    score: 61.5,
    interval: [55, 70],
    band: 'healthy',
    change: { points: 4, interval: [-1, 9], word: 'no clear change' },
    evidenceShare: 0.6,
    reason: null,
    indicators: { [`${practice}.${indicator}`]: INDICATOR },
  })
  const practices = { mixing: none, provocation: none, promotion: none, tending: none }
  return {
    quarter,
    baseline: true,
    practices: { vulnerability: measured('vulnerability', 'disclosure'), ...practices },
    weave: measured('weave', 'reciprocity'),
    network: NETWORK,
  }
}

const NO_CHANGES = { new: 0, kept: 0, stronger: 0, weaker: 0, lost: 0, unknown: 0, weightGained: 0, weightLost: 0 }

/** What became of the second quarter's interactions in the third. */
const LEDGER: TieLedger = {
  directions: ['outbound', 'inbound', 'among_others'],
  kinds: [...INTERACTION_KINDS],
  ties: { ...NO_CHANGES, new: 2, stronger: 1, weightGained: 3 },
  accounts: { ...NO_CHANGES, new: 1, stronger: 2, weightGained: 6 },
  withoutOwned: { ties: NO_CHANGES, accounts: { ...NO_CHANGES, new: 1, kept: 1 } },
}

const NETWORK: QuarterNetwork = {
  whole: FIGURES,
  withoutOwned: { ...FIGURES, accounts: 2, ties: 0, arcReciprocity: null },
  layers: { reply: { ties: 2, arcReciprocity: 0, dyadReciprocity: 0 } },
  layersWithoutOwned: {},
  mixingWithoutOwned: [],
  ledger: LEDGER,
  mixing: [
    {
      from: 'owned',
      to: 'media',
      ties: 1,
      senders: 1,
      receivers: 1,
      expected: 0.5,
      expectedInterval: [0, 2],
      dyadReciprocity: null,
    },
  ],
  unclassifiedShare: 2 / 3,
}

const INDICATOR: IndicatorScore = {
  state: 'measured',
  value: 0.1,
  valueInterval: [0.05, 0.15],
  score: 61.5,
  interval: [55, 70],
  n: 120,
  reason: null,
  missing: [],
}

import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { PRACTICES, type Practice } from '@weft/model/practice'
import type { MeasuredFigures, PracticeScore, QuarterScores } from '@weft/model/scores'
import { withOrganization } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import { folderFiles } from '@weft/store/files/folder-files'
import { createOrganization } from '@weft/store/organizations'
import { replaceQuarterResult } from '@weft/store/results'
import { newestScorecard } from '@weft/store/scorecards'
import { type TestDatabase, testDatabase } from '@weft/store/test-database'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { draftScorecard } from './draft-scorecard.ts'

let tested: TestDatabase
let folder: string
let files: FileStore
let organizationId: string

beforeAll(async () => {
  tested = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'weft-scorecard-'))
  files = folderFiles(folder)
})
afterAll(async () => {
  await tested[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  organizationId = (await createOrganization(tested.database, { name: 'Invented Institute' })).id
})

const practice = (score: number): PracticeScore => ({
  state: 'scored',
  provisional: false,
  score,
  interval: [score - 2, score + 2],
  band: 'growing',
  change: null,
  evidenceShare: 1,
  reason: null,
  indicators: {},
})

const figures: MeasuredFigures = {
  accounts: 4,
  ties: 3,
  selfLoops: 0,
  density: 0.25,
  arcReciprocity: 0,
  dyadReciprocity: 0,
  rho: null,
  weightedReciprocity: 0,
  degreeCentralization: null,
  betweennessCentralization: null,
  assortativity: null,
  eiIndex: null,
  eiIndexExpected: null,
  eiIndexRescaled: null,
  components: 1,
  strongComponents: 4,
  modularity: null,
  hubDependence: null,
  sampled: null,
}

function scoresOf(score: number): QuarterScores {
  return {
    quarter: '2024-Q1',
    baseline: true,
    practices: Object.fromEntries(PRACTICES.map((name) => [name, practice(score)])) as Record<Practice, PracticeScore>,
    weave: practice(score),
    network: {
      whole: figures,
      withoutOwned: null,
      layers: {},
      layersWithoutOwned: {},
      mixing: [],
      mixingWithoutOwned: [],
      ledger: null,
      unclassifiedShare: 0.5,
    },
  }
}

async function keepResult(score: number): Promise<void> {
  await withOrganization(tested.database, organizationId, (tx) =>
    replaceQuarterResult(tx, organizationId, {
      inputHash: createHash('sha256').update(String(score)).digest('hex'),
      method: { version: 1, rubric: '1', rubricChanges: [], reader: 'rules-1', seed: 1 },
      scores: scoresOf(score),
      evidence: [],
      actions: [],
    }),
  )
}

const draft = () => draftScorecard({ database: tested.database, files }, organizationId, '2024-Q1')

const keptBytes = (key = '') => buffer(files.open(key))

const newest = () => withOrganization(tested.database, organizationId, (tx) => newestScorecard(tx, '2024-Q1'))

test('a scored quarter gets a draft whose PDF is kept under its hash', async () => {
  await keepResult(44)
  await draft()
  const scorecard = await newest()
  expect(scorecard).toMatchObject({ version: 1, state: 'draft', content: { organization: 'Invented Institute' } })
  const pdf = await keptBytes(scorecard?.fileKey)
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(createHash('sha256').update(pdf).digest('hex')).toBe(scorecard?.sha256)
})

test('drafting the same result again adds no version', async () => {
  await keepResult(44)
  await draft()
  await draft()
  expect((await newest())?.version).toBe(1)
})

test('a result that changed is a new version, and the earlier PDF stays as it was', async () => {
  await keepResult(44)
  await draft()
  const first = await newest()
  const before = await keptBytes(first?.fileKey)
  await keepResult(52)
  await draft()
  const second = await newest()
  expect(second?.version).toBe(2)
  expect(second?.fileKey).not.toBe(first?.fileKey)
  expect(await keptBytes(first?.fileKey)).toEqual(before)
})

test('a quarter that was never scored gets no scorecard', async () => {
  await draft()
  expect(await newest()).toBeUndefined()
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type InteractionRecord, interactionsOfPost } from '@weft/model/interaction'
import { inspectExports } from '@weft/sources/inspect'
import { readAll } from '@weft/sources/read-all'
import { recogniseExports } from '@weft/sources/recognise'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateInstitution, STORY } from './generate-institution.ts'
import { saveExports } from './save-exports.ts'

const story = generateInstitution(STORY)
let folder = ''
let paths: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-sample-'))
  paths = (await saveExports(story, folder)).exports
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

test('every file is recognised for what it is, and no row of it is rejected', async () => {
  const { files } = await inspectExports(inputs(), { platform: null })
  expect(files.map(({ format }) => format)).toEqual(['x_archive', 'interactions_csv', 'follows_csv', 'roster_csv'])
  expect(files.map(({ rejected, error }) => [rejected, error])).toEqual(files.map(() => [0, null]))
  const [archive, interactions, follows, roster] = files
  expect(archive?.records.posts).toBe(story.posts.filter(({ author }) => author === story.brand).length)
  expect(interactions?.records.interactions).toBe(interactions?.rows)
  expect(follows?.records.follows).toBe(story.follows.length)
  expect(roster?.records.roster).toBe(story.accounts.filter(({ party }) => party !== 'unclassified').length)
})

test('read back, the acts are the acts that were generated, the brand’s likes left out', async () => {
  const read: string[] = []
  for (const recognition of await recogniseExports(inputs())) {
    if (!('format' in recognition)) throw new Error(`${recognition.name} was not recognised`)
    await readAll(recognition.format, recognition.exported, { platform: null }, (rows) => {
      for (const row of rows) {
        if (row.outcome !== 'record') continue
        if (row.record.type === 'post') read.push(...interactionsOfPost(row.record).map(readAct))
        if (row.record.type === 'interaction') read.push(readAct(row.record))
      }
    })
  }
  const generated = story.interactions
    .filter(({ actor, kind }) => kind !== 'like' || actor !== story.brand)
    .map(({ actor, target, kind, post }) => actText(actor.handle, kind, target.handle, post.id))
  expect(read.toSorted(byText)).toEqual(generated.toSorted(byText))
})

function inputs() {
  return paths.map((path) => ({ path, name: path }))
}

function readAct({ actor, target, kind, postId }: InteractionRecord): string {
  return actText(actor.handle ?? '', kind, target.handle ?? '', postId ?? '')
}

function actText(actor: string, kind: string, target: string, id: string): string {
  return `${actor.toLowerCase()} ${kind} ${target.toLowerCase()} ${id}`
}

function byText(one: string, other: string): number {
  return one < other ? -1 : 1
}

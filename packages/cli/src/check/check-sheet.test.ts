import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkSheet, labelsOfSheet } from './check-sheet.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-check-'))
})
afterAll(() => rm(folder, { recursive: true }))

const saying = (...carried: Signal[]) =>
  Object.fromEntries(SIGNALS.map((signal) => [signal, carried.includes(signal)])) as Record<Signal, boolean>

const TEXTS = new Map([
  ['11', 'Danke, “Museum”!\nBis morgen; oder?'],
  ['12', '=1+1 is what we asked'],
  ['13', '-'],
])
const [HEADER] = checkSheet([]).slice(1).split('\n')

const filled = (value: string) => SIGNALS.map(() => value).join(',')

async function read(text: string, separator = ',') {
  const path = join(folder, 'sheet.csv')
  await writeFile(path, `${[HEADER, ''].join('\n')}${text}`.replaceAll(',', separator))
  return await labelsOfSheet(path, TEXTS)
}

/** What is wrong, line by line, without the path. */
async function problems(text: string): Promise<string[]> {
  const message: string = await read(text).then(
    () => '',
    (error: Error) => error.message,
  )
  return message.split('\n').map((line) => line.replace(/^.*sheet\.csv, /, ''))
}

test('a sheet that was written and filled in is read as it was meant, whatever its texts hold', async () => {
  const posts = [...TEXTS].map(([postId, text], place) => {
    return { place: place + 1, frame: 'own' as const, postId, text, labels: postId === '13' ? null : saying('thanks') }
  })
  const sheet = checkSheet(posts)
  expect(sheet.split('\n')[0]).toBe(`\uFEFForder,whose,id,text,${SIGNALS.join(',')}`)
  expect(sheet).toContain("'=1+1")
  const path = join(folder, 'written.csv')
  await writeFile(path, sheet)
  expect(await labelsOfSheet(path, TEXTS)).toEqual([
    { postId: '11', labels: saying('thanks') },
    { postId: '12', labels: saying('thanks') },
  ])
})

test('a ? anywhere is a post of which people cannot tell, also when the sheet is written again', async () => {
  expect(
    await read(
      `1,ours,13,-,?,yes${',no'.repeat(SIGNALS.length - 2)}\n2,ours,12,=1+1 is what we asked,${filled('?')}\n`,
    ),
  ).toEqual([
    { postId: '13', labels: 'skipped' },
    { postId: '12', labels: 'skipped' },
  ])
  const sheet = checkSheet([{ place: 1, frame: 'sent_to_us', postId: '13', text: '-', labels: 'skipped' }])
  expect(sheet).toContain('1,sent to us,13,')
  expect(sheet).toContain(filled('?'))
  expect(await problems(`1,ours,13,-,?,perhaps${',no'.repeat(SIGNALS.length - 2)}\n`)).toHaveLength(2)
})

test('yes and no in all their words, with a comma or a semicolon between them', async () => {
  for (const word of ['yes', 'YES', 'y', '1', 'true', 'x', 'X']) {
    expect(await read(`1,ours,13,-,${filled(word)}\n`)).toEqual([{ postId: '13', labels: saying(...SIGNALS) }])
  }
  for (const word of ['no', 'No', 'n', '0', 'FALSE']) {
    expect(await read(`1,ours,13,-,${filled(word)}\n`, ';')).toEqual([{ postId: '13', labels: saying() }])
  }
})

test('a row without a word is a post that nobody checked', async () => {
  expect(await read(`1,ours,13,-,${filled('')}\n2,ours,11,whatever,${filled('')}\n`)).toEqual([])
})

test('every wrong cell is named, with its row, its column, what is there and what was expected', async () => {
  const some = ['maybe', '', ...SIGNALS.slice(2).map(() => 'no')].join(',')
  const words = 'yes or no (1, true or x; 0 or false)'
  expect(
    await problems(
      [
        `1,ours,13,-,${some}`,
        `2,ours,99,-,${filled('no')}`,
        `3,ours,13,-,${filled('no')}`,
        `4,ours,12,2,${filled('no')}`,
      ].join('\n'),
    ),
  ).toEqual([
    `row 2, column difficulty: 'maybe' is not ${words}`,
    `row 2, column apology: '' is not ${words}: fill in every signal of a row, or none`,
    `row 3, column id: '99' is not a post of this check; write the sample anew with --out`,
    `row 4, column id: '13' is not the only row of its post: row 2 has it too`,
    `row 5, column text: '2' is not what the post says now; write the sample anew with --out, or take the column text out of the file`,
    'nothing was kept',
  ])
  const many = await problems(`1,ours,13,-,${filled('hm')}\n2,ours,12,=1+1 is what we asked,${filled('hm')}\n`)
  expect(many).toHaveLength(22)
  expect(many.slice(-2)).toEqual(['and 2 more', 'nothing was kept'])
})

test('a sheet needs a column for every signal, and no text', async () => {
  const path = join(folder, 'columns.csv')
  await writeFile(path, `id,${SIGNALS.join(',')}\n13,${filled('no')}\n`)
  expect(await labelsOfSheet(path, TEXTS)).toHaveLength(1)
  await writeFile(path, 'id,thanks\n13,no\n')
  await expect(labelsOfSheet(path, TEXTS)).rejects.toThrow("no column 'difficulty'")
})

import { expect, test } from 'vitest'
import { runningService } from './running-service.ts'

const table = (...rows: string[]) => ['Von;An;Art;Datum', ...rows, ''].join('\r\n')

interface Columns {
  suggestion: { mapping: { fixed: Record<string, string>; table: string }; questions: { about: string }[] }
  preview: { outcome: string }[]
}

test('a table that nobody knows is explained once: suggested, corrected, tried, loaded; the next one is not asked about', async () => {
  await using service = await runningService()
  const first = await service.upload(
    'Antworten.csv',
    table('ana;us;Antwort;23.06.2026', 'ben;us;Erwähnung;24.06.2026', 'cai;us;Antwort;25.06.2026'),
  )
  expect(first.upload).toMatchObject({ state: 'held', held: { reason: 'columns_unknown' } })

  const asked = (await (await service.ask(`/uploads/${first.id}/columns`)).json()) as Columns
  expect(asked.suggestion.mapping.table).toBe('interactions')
  expect(asked.suggestion.questions.map(({ about }) => about)).toContain('platform')
  expect(asked.preview).toHaveLength(3)

  const { mapping } = asked.suggestion
  const said = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ columns: { ...mapping, fixed: { ...mapping.fixed, platform: 'bluesky' } } }),
  }
  const preview = (await (await service.ask(`/uploads/${first.id}/columns/preview`, said)).json()) as {
    rows: { words: string[] }[]
  }
  expect(preview.rows[0]?.words.join()).toMatch(/ana \(bluesky\) replied to @?us.*2026-06-23/)

  expect((await service.ask(`/uploads/${first.id}/resume`, said)).status).toBe(202)
  expect((await service.follow(first.id)).upload).toMatchObject({
    state: 'loaded',
    receipt: { files: [{ format: 'mapped_table' }], totals: { rows: 3, new: 3, rejected: 0 } },
  })

  const next = await service.upload('Antworten-Juli.csv', table('dan;us;Antwort;01.07.2026'))
  expect(next.upload).toMatchObject({ state: 'loaded', receipt: { totals: { rows: 1, new: 1 } } })
})

import { FORMATS } from '@weft/sources/formats'
import { formatsPage } from '@weft/sources/formats-page'
import { afterEach, expect, test, vi } from 'vitest'
import { formatsCommand } from './formats.ts'

const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
afterEach(() => void written.mockClear())

async function printed(...words: string[]): Promise<string> {
  await formatsCommand().parseAsync(words, { from: 'user' })
  return written.mock.calls.map(([text]) => String(text)).join('')
}

test('formats are listed for people, for programs and as a page', async () => {
  expect(await printed()).toContain(`x_archive: ${FORMATS[0]?.name}\n  get it`)
  written.mockClear()
  const { formats } = JSON.parse(await printed('--json')) as { formats: { id: string }[] }
  expect(formats.map(({ id }) => id)).toEqual(FORMATS.map(({ id }) => id))
  written.mockClear()
  expect(await printed('--markdown')).toBe(formatsPage(FORMATS))
})

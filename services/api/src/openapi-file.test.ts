import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { OPENAPI_FILE, openApiText } from './openapi-file.ts'

test('openapi/openapi.json is what the server says of itself', async () => {
  const committed: unknown = JSON.parse(await readFile(OPENAPI_FILE, 'utf8'))
  expect(JSON.parse(await openApiText()), 'refresh it with: pnpm --filter @weft/api run openapi').toEqual(committed)
})

test('every reference leads to a schema, and every operation has a name of its own', async () => {
  const text = await openApiText()
  const document = JSON.parse(text) as {
    openapi: string
    paths: Record<string, Record<string, { operationId?: string; summary?: string }>>
    components: { schemas: Record<string, unknown> }
  }
  expect(document.openapi).toBe('3.1.0')
  const named = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name))
  expect(named).toEqual(new Set(Object.keys(document.components.schemas)))
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  const names = operations.map(({ operationId }) => operationId)
  expect(names).not.toContain(undefined)
  expect(new Set(names).size).toBe(operations.length)
})

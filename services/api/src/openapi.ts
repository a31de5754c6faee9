import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { UploadFields } from '@weft/contract/uploads'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'

/** The page runs its own files. Not upgraded to HTTPS by itself: it is also read on a plain address within a house. */
const PAGE_POLICY = {
  'default-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'base-uri': ["'self'"],
  'frame-ancestors': ["'none'"],
}

/** Describes every route that is added after it: as a document under /openapi.json, as a page under /docs. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Weft',
        version: '1.0.0',
        description:
          'Network health of an institution: exports go in, five practice scores with their evidence come out. ' +
          'Absent numbers are `null` and come with a reason; they are never zero.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'This server' }],
      tags: [
        { name: 'uploads', description: 'Exports on their way in' },
        { name: 'accounts', description: 'Who is in the data' },
        { name: 'networks', description: 'A quarter’s network' },
        { name: 'scores', description: 'Practices, indicators and their evidence' },
        { name: 'actions', description: 'What to do' },
        { name: 'checks', description: 'What people say of posts' },
        { name: 'rubric', description: 'What counts how much, and what is left out' },
        { name: 'scorecards', description: 'One page a quarter' },
        { name: 'method', description: 'What every number means' },
      ],
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'weft key create' } } },
      security: [{ key: [] }],
    },
    transform: describeRoute,
    transformObject: (document) => forReaders(jsonSchemaTransformObject(document) as Described),
  })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: PAGE_POLICY })
  app.get('/openapi.json', { schema: { hide: true } }, async () => sortKeys(app.swagger()))
}

/** The same document with every object's keys in order, so that two of them can be compared as text. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, part]) => [key, sortKeys(part)]),
  )
}

/** The form of an upload, which is read as a stream and not checked as a body. */
const { $schema: _, ...FIELDS } = z.toJSONSchema(UploadFields, { io: 'input' })
const UPLOAD_FORM = {
  ...FIELDS,
  required: ['file'],
  properties: { file: { type: 'string', format: 'binary', description: 'The export.' }, ...FIELDS.properties },
}

const describeRoute: typeof jsonSchemaTransform = (route) => {
  const described = jsonSchemaTransform(route)
  const isForm = described.schema?.consumes?.includes('multipart/form-data') === true
  return isForm ? { ...described, schema: { ...described.schema, body: UPLOAD_FORM } } : described
}

type Json = Record<string, unknown>

interface Described {
  paths?: Record<string, Record<string, { summary?: string; responses?: Record<string, { description: string }> }>>
  components?: { schemas?: Record<string, Json> }
}

/**
 * The document as others need it. Each schema comes twice, as taken and as given: what nothing refers to is left out.
 * Answers are open: a field that is added later must not break a client that checks what it is given.
 */
function forReaders(document: Described): Described {
  const schemas = document.components?.schemas ?? {}
  const used = new Set<string>()
  const follow = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part ?? null).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue
      used.add(name)
      follow(schemas[name])
    }
  }
  follow(document.paths)
  for (const operation of Object.values(document.paths ?? {}).flatMap((path) => Object.values(path))) {
    for (const response of Object.values(operation.responses ?? {})) {
      if (response.description === 'Default Response') response.description = operation.summary ?? 'Done'
      openUp(response)
    }
  }
  const kept = Object.entries(schemas).filter(([name]) => used.has(name))
  for (const [name, schema] of kept) if (!name.endsWith('Input')) openUp(schema)
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(kept) } }
}

function openUp(part: unknown): void {
  if (part === null || typeof part !== 'object') return
  if ('additionalProperties' in part && part.additionalProperties === false) delete part.additionalProperties
  for (const inner of Object.values(part)) openUp(inner)
}

import { FormatBody, FormatsBody } from '@weft/contract/formats'
import type { Format } from '@weft/sources/format'
import { FORMATS } from '@weft/sources/formats'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { NotFound } from '../not-found.ts'
import { problems } from '../problem.ts'

const tags = ['uploads']

/** Which exports are read, how to get them, and what they can and cannot tell. */
export const formats: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/formats',
    {
      config: { needs: 'read_uploads' },
      schema: {
        tags,
        operationId: 'listFormats',
        summary: 'Export formats, how to get each, and what it can and cannot tell',
        response: { 200: FormatsBody, ...problems(401, 403, 429) },
      },
    },
    async () => ({ items: FORMATS.map(describedFormat) }),
  )

  app.get(
    '/formats/:format',
    {
      config: { needs: 'read_uploads' },
      schema: {
        tags,
        operationId: 'findFormat',
        summary: 'An export format',
        params: z.strictObject({ format: z.string().max(100) }),
        response: { 200: FormatBody, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const format = FORMATS.find(({ id }) => id === request.params.format)
      if (format === undefined) throw new NotFound(`format ${request.params.format}`, 'GET /v1/formats lists them')
      return describedFormat(format)
    },
  )
}

function describedFormat({ id, name, extent, howToGet, tells, cannotTell }: Format): z.output<typeof FormatBody> {
  return { id, name, extent, howToGet, tells, cannotTell }
}

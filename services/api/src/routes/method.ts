import { MethodBody } from '@weft/contract/method'
import { readerQuality } from '@weft/reading/reader-quality'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { problems } from '../problem.ts'

/** What every number means, and how far it can be trusted. */
export const method: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/method',
    {
      config: { needs: 'read' },
      schema: {
        tags: ['method'],
        operationId: 'findMethod',
        summary: 'How posts are read, and the reader’s measured quality',
        response: { 200: MethodBody, ...problems(401, 403, 429) },
      },
    },
    async () => ({ reader: readerQuality }),
  )
}

import { MethodBody } from '@weft/contract/method'
import { DEFAULT_RUBRIC } from '@weft/practices/default-rubric'
import { methodDocument } from '@weft/practices/method-document'
import { readerQuality } from '@weft/reading/reader-quality'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { problems } from '../problem.ts'

/** What every number means, and how far it can be trusted. */
export const method: FastifyPluginAsyncZod = async (app) => {
  const indicators = methodDocument().map(({ needs, signals, ...each }) => ({
    ...each,
    needs: [...needs],
    signals: [...signals],
  }))

  app.get(
    '/method',
    {
      config: { needs: 'read' },
      schema: {
        tags: ['method'],
        operationId: 'findMethod',
        summary: 'What every number means: indicators, default rubric, the reader’s measured quality',
        response: { 200: MethodBody, ...problems(401, 403, 429) },
      },
    },
    async () => ({ indicators, rubric: DEFAULT_RUBRIC, reader: readerQuality }),
  )
}

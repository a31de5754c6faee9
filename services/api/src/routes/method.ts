import { MethodBody } from '@weft/contract/method'
import { type ReaderQuality, SIGNAL_QUESTIONS, SIGNALS } from '@weft/model/signal'
import { ACCOUNT_MEASURES_ABOUT, NETWORK_FIGURES_ABOUT } from '@weft/network/measures'
import { DEFAULT_RUBRIC } from '@weft/practices/default-rubric'
import { methodDocument } from '@weft/practices/method-document'
import { shippedManifest } from '@weft/reading/manifest'
import { withOrganization } from '@weft/store/database'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { keyOf } from '../access.ts'
import { organizationQuality } from '../organization-quality.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'

/** What every number means, and how far it can be trusted. */
export const method: FastifyPluginAsyncZod<{ parts: ApiParts; reader: ReaderQuality }> = async (
  app,
  { parts, reader },
) => {
  const indicators = methodDocument().map(({ needs, signals, ...each }) => ({
    ...each,
    needs: [...needs],
    signals: [...signals],
  }))
  const measures = [...aboutEach('account', ACCOUNT_MEASURES_ABOUT), ...aboutEach('network', NETWORK_FIGURES_ABOUT)]

  const asked = SIGNALS.map((signal) => ({ signal, question: SIGNAL_QUESTIONS[signal] }))

  app.get(
    '/method',
    {
      config: { needs: 'read' },
      schema: {
        tags: ['method'],
        operationId: 'findMethod',
        summary: 'What every number means: network measures, indicators, default rubric, the reader’s measured quality',
        response: { 200: MethodBody, ...problems(401, 403, 429) },
      },
    },
    async (request) => ({
      measures,
      indicators,
      rubric: DEFAULT_RUBRIC,
      signals: asked,
      reader: await withOrganization(parts.database, keyOf(request).organizationId, (tx) =>
        organizationQuality(tx, reader),
      ),
      languages: shippedManifest.languages ?? [],
    }),
  )
}

function aboutEach<Of extends string, Said>(of: Of, about: Readonly<Record<string, Said>>) {
  return Object.entries(about).map(([name, said]) => ({ name, of, ...said }))
}

import { randomUUID } from 'node:crypto'
import helmet from '@fastify/helmet'
import type { ReaderQuality } from '@weft/model/signal'
import { readerQuality } from '@weft/reading/reader-quality'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import { guard } from './access.ts'
import { nameAnswers } from './etag.ts'
import { measureRequests } from './metrics.ts'
import { describeRoutes } from './openapi.ts'
import type { ApiParts } from './parts.ts'
import { answerProblems } from './problem.ts'
import { checkRequest } from './request-check.ts'
import { accounts } from './routes/accounts.ts'
import { actions } from './routes/actions.ts'
import { checks } from './routes/checks.ts'
import { columnMappings } from './routes/column-mappings.ts'
import { computation } from './routes/computation.ts'
import { evidence } from './routes/evidence.ts'
import { formats } from './routes/formats.ts'
import { health } from './routes/health.ts'
import { labels } from './routes/labels.ts'
import { method } from './routes/method.ts'
import { networkExports } from './routes/network-exports.ts'
import { networks } from './routes/networks.ts'
import { organization } from './routes/organization.ts'
import { partyRules } from './routes/party-rules.ts'
import { reader } from './routes/reader.ts'
import { rejects } from './routes/rejects.ts'
import { resumableUploads } from './routes/resumable-uploads.ts'
import { rubric } from './routes/rubric.ts'
import { scorecards } from './routes/scorecards.ts'
import { scores } from './routes/scores.ts'
import { tieLedger } from './routes/tie-ledger.ts'
import { uploadDecisions } from './routes/upload-decisions.ts'
import { uploadEvents } from './routes/upload-events.ts'
import { uploads } from './routes/uploads.ts'

export interface ApiSettings {
  /** The largest file that may be uploaded. */
  uploadBytesMax: number
  /** How often a key may ask, per process. */
  requestsPerMinuteMax: number
  /** Where the pieces of unfinished uploads lie, on this machine. */
  partsFolder: string
  /** The most ties, and the most accounts, that leave as a graph, which is held whole; 200,000 unless told. */
  graphTiesMax?: number
  /** What is known of the reader that reads posts here; of the one that ships unless told. */
  reader?: ReaderQuality
}

/** A setting of a party is some hundred bytes; uploads have a limit of their own. */
const BODY_BYTES_MAX = 16 * 1024

/** The largest upload over a line of 5 Mbit/s takes an hour; who needs longer is not sending. */
const REQUEST_MILLISECONDS_MAX = 60 * 60 * 1000

/** Answers are data: nothing in them may run, load or be framed. */
const ANSWER_POLICY = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] }

const REQUEST_ID = /^[\w.-]{1,64}$/

/** The API, ready to listen or to be asked. Closing it leaves the parts open. */
export async function buildServer(
  parts: ApiParts,
  settings: ApiSettings,
  logger?: FastifyBaseLogger,
): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    ...(logger === undefined ? {} : { loggerInstance: logger }),
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_MILLISECONDS_MAX,
    genReqId: ({ headers }) => {
      const given = headers['x-request-id']
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()
    },
  })
  // No route takes plain text: without this it would be read, and refused for what it is not.
  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler(checkRequest)
  app.setSerializerCompiler(serializerCompiler)
  app.decorateRequest('apiKey', null)
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id))
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: ANSWER_POLICY },
    // Other names below ours are not ours to decide about.
    strictTransportSecurity: { includeSubDomains: false },
  })
  answerProblems(app)
  measureRequests(app)
  await describeRoutes(app)
  health(app, parts)
  await app.register(
    async (v1) => {
      nameAnswers(v1)
      await guard(v1, parts, settings.requestsPerMinuteMax)
      const { uploadBytesMax, partsFolder, reader: quality = readerQuality } = settings
      await v1.register(uploads, { parts, uploadBytesMax })
      await v1.register(resumableUploads, { parts, partsFolder, uploadBytesMax })
      for (const routes of [
        uploadDecisions,
        columnMappings,
        uploadEvents,
        rejects,
        accounts,
        partyRules,
        organization,
        networks,
        tieLedger,
        computation,
        rubric,
        scores,
        evidence,
        actions,
        labels,
        scorecards,
      ]) {
        await v1.register(routes, { parts })
      }
      for (const routes of [checks, reader, method]) await v1.register(routes, { parts, reader: quality })
      await v1.register(networkExports, { parts, graphTiesMax: settings.graphTiesMax })
      await v1.register(formats)
    },
    { prefix: '/v1' },
  )
  await app.ready()
  return app
}

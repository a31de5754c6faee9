import type { Problem } from '@weft/contract/problem'
import { ProblemBody } from '@weft/contract/problem'
import { AccountNeeded } from '@weft/sources/refusal'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { KeyNeeded, RoleNeeded, TooManyRequests } from './access.ts'
import { CustomerNeedsConsent } from './customer-consent.ts'
import { ExportsBusy } from './exports-at-once.ts'
import { TooManyTiesForGraph } from './network-graph.ts'
import { NoTable } from './no-table.ts'
import { NotFound } from './not-found.ts'
import { NothingComputes } from './nothing-computes.ts'
import { PostsUnread } from './quarter-check.ts'
import { SeveralTables } from './rejects-csv.ts'
import { RequestInvalid } from './request-check.ts'
import { NotReady } from './routes/health.ts'
import { DigestMismatch } from './upload-digest.ts'
import { UploadNotInState } from './upload-not-in-state.ts'
import { NoFileInForm, UploadTooLarge, UploadUnreadable } from './upload-stream.ts'

type Kind = Pick<Problem, 'type' | 'title' | 'status'>

const kind = (status: number, type: string, title: string): Kind => ({
  type: `urn:weft:problem:${type}`,
  title,
  status,
})

/** The only place where an error becomes a status. */
const KINDS: readonly [new (...args: never[]) => Error, Kind][] = [
  [RequestInvalid, kind(400, 'invalid-request', 'The request does not keep to the contract')],
  [NoFileInForm, kind(400, 'no-file', 'The form holds no file')],
  [UploadUnreadable, kind(400, 'unreadable-upload', 'The upload broke off or is no valid form')],
  [SeveralTables, kind(400, 'several-tables', 'There is more than one table')],
  [KeyNeeded, kind(401, 'key-needed', 'An API key is needed')],
  [RoleNeeded, kind(403, 'role-needed', 'This key may not do that')],
  [NotFound, kind(404, 'not-found', 'Not found')],
  [UploadNotInState, kind(409, 'wrong-state', 'The upload is in no state for that')],
  [NothingComputes, kind(409, 'nothing-computes', 'Nothing is computed')],
  [PostsUnread, kind(409, 'posts-unread', 'Posts are still to be read')],
  [UploadTooLarge, kind(413, 'upload-too-large', 'The upload is too large')],
  [CustomerNeedsConsent, kind(422, 'consent-needed', 'This label needs consent')],
  [AccountNeeded, kind(422, 'account-needed', 'Nobody has said whose it is')],
  [TooManyTiesForGraph, kind(422, 'too-many-ties', 'The network is too large for a graph')],
  [NoTable, kind(422, 'no-table', 'The upload holds no such table')],
  [DigestMismatch, kind(422, 'digest-mismatch', 'The file is not the one that was meant')],
  [TooManyRequests, kind(429, 'too-many-requests', 'Too many requests')],
  [ExportsBusy, kind(429, 'exports-busy', 'Too many exports at once')],
  [NotReady, kind(503, 'not-ready', 'Not ready')],
]

/** What the web framework finds wrong before a route is reached, by status; its own words are fit to show. */
const FRAMEWORK_KINDS: ReadonlyMap<number, Kind> = new Map(
  [
    kind(400, 'unreadable-request', 'The request cannot be read'),
    kind(403, 'refused', 'That is not done'),
    kind(404, 'not-found', 'Not found'),
    kind(409, 'wrong-offset', 'The upload goes on from another place'),
    kind(410, 'expired', 'The upload has expired'),
    kind(412, 'tus-version-needed', 'The header Tus-Resumable is needed'),
    kind(413, 'body-too-large', 'The body is too large'),
    kind(414, 'address-too-long', 'The address is too long'),
    kind(415, 'unsupported-media-type', 'The body is of a kind that is not understood here'),
  ].map((each) => [each.status, each]),
)

/** A media type that does not fit is 415, also where the framework calls it "not acceptable". */
const FRAMEWORK_STATUS: Readonly<Record<string, number>> = { FST_INVALID_MULTIPART_CONTENT_TYPE: 415 }

const INTERNAL = kind(500, 'internal', 'Something went wrong on our side')

/** Answers every error, and every address that leads nowhere, with problem details (RFC 9457). */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error, request)
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed')
    if (error instanceof KeyNeeded) void reply.header('www-authenticate', 'Bearer realm="weft"')
    // The rest of a body that was refused half-way is not waited for.
    if (problem.status === 413) void reply.header('connection', 'close')
    return send(reply, problem)
  })
  app.setNotFoundHandler((request, reply) =>
    send(reply, problemOf(new NotFound(`${request.method} ${pathOf(request)}`, 'see /docs'), request)),
  )
}

/** Descriptions of the problems that a route may answer with. */
export function problems(...statuses: number[]) {
  const titles = [...KINDS.map(([, each]) => each), ...FRAMEWORK_KINDS.values()]
  return Object.fromEntries(
    [...statuses, 500].map((status) => [
      status,
      {
        description: titles.find((each) => each.status === status)?.title ?? INTERNAL.title,
        content: { 'application/problem+json': { schema: ProblemBody } },
      },
    ]),
  )
}

function problemOf(error: Error & Partial<FastifyError>, request: FastifyRequest): Problem {
  const requestId = request.id
  const known = KINDS.find(([type]) => error instanceof type)?.[1]
  if (known !== undefined) {
    const problem: Problem = { ...known, detail: error.message, requestId }
    if (error instanceof RequestInvalid) return { ...problem, errors: [...error.errors] }
    if (!(error instanceof DigestMismatch)) return problem
    return { ...problem, sha256: { stated: error.stated, received: error.received } }
  }
  const status = FRAMEWORK_STATUS[error.code ?? ''] ?? error.statusCode ?? 500
  if (status < 400 || status >= 500) return { ...INTERNAL, requestId }
  const framework = FRAMEWORK_KINDS.get(status) ?? {
    ...kind(status, 'unreadable-request', 'The request cannot be read'),
  }
  return { ...framework, detail: error.message, requestId }
}

function send(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? request.url
}

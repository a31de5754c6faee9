import { z } from 'zod'

/** One part of a request that is not as it has to be. */
export const WrongField = z
  .object({
    in: z.enum(['params', 'querystring', 'headers', 'body']),
    field: z.string().describe('Path of the field, parts joined by dots.'),
    value: z.unknown().describe('What was sent; `null` where nothing was. Long values are cut.'),
    expected: z.string(),
  })
  .meta({ id: 'WrongField' })

/** Problem details (RFC 9457). A problem on our side carries the request's id and says nothing else. */
export const ProblemBody = z
  .object({
    type: z.string().describe('Names the kind of problem; stable, made for programs to compare.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional().describe('What is wrong here and what to do about it.'),
    requestId: z.string().describe('Also in the header `x-request-id`. Quote it when you ask for help.'),
    errors: z.array(WrongField).optional(),
    sha256: z
      .object({ stated: z.string(), received: z.string() })
      .optional()
      .describe('Where an upload is not what its sender said it is.'),
  })
  .meta({
    id: 'Problem',
    examples: [
      {
        type: 'urn:weft:problem:not-found',
        title: 'Not found',
        status: 404,
        detail: 'there are no scores for 2031-Q1; GET /v1/scores lists the quarters there are',
        requestId: 'b7c2f1de-4f0e-4d39-9a53-0a4f3a1c7a11',
      },
    ],
  })

export type Problem = z.infer<typeof ProblemBody>

import {
  IndicatorBody,
  IndicatorParams,
  PracticeBody,
  PracticeParams,
  QuarterParams,
  type ResultName,
  ScoresBody,
  SuppositionBody,
  TrendBody,
  WhatIfBody,
} from '@weft/contract/scores'
import type { Practice, Scored } from '@weft/model/practice'
import { PRACTICES } from '@weft/model/practice'
import type { PracticeScore, QuarterScores } from '@weft/model/scores'
import type { WhatIfScore } from '@weft/practices/what-if'
import { withOrganization } from '@weft/store/database'
import { findScores, listScores, type StoredScores } from '@weft/store/scores'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isLeader, keyOf } from '../access.ts'
import { indicatorForLeaders, practiceForLeaders, scoresForLeaders } from '../for-leaders.ts'
import { NotFound, noScores } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { scoresSupposing } from '../scores-supposing.ts'

const tags = ['scores']

/** The scores: all quarters at a glance, then a quarter, a practice, an indicator. */
export const scores: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  const scoresOf = async (organizationId: string, quarter: QuarterScores['quarter']): Promise<StoredScores> => {
    const result = await withOrganization(parts.database, organizationId, (tx) => findScores(tx, quarter))
    if (result === undefined) throw noScores(quarter)
    return result
  }

  app.get(
    '/scores',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'listScores',
        summary: 'The trend: every scored quarter, oldest first',
        response: { 200: TrendBody, ...problems(401, 403, 429) },
      },
    },
    async (request) => {
      const results = await withOrganization(parts.database, keyOf(request).organizationId, (tx) => listScores(tx))
      return { items: results.map(trendOf) }
    },
  )

  app.get(
    '/scores/:quarter',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'findScores',
        summary: 'A quarter’s practices, weave and network',
        description:
          'A practice without a score says why, and which upload would supply it. No number is ever made up.',
        params: QuarterParams,
        response: { 200: ScoresBody, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const result = await scoresOf(keyOf(request).organizationId, request.params.quarter)
      const told = isLeader(request) ? scoresForLeaders(result.scores) : result.scores
      return { ...told, methodChanged: result.methodChanged, result: nameOfResult(result) }
    },
  )

  app.post(
    '/scores/:quarter/what-if',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'supposeScores',
        summary: 'What a quarter would score with other weights, anchors or exemptions',
        description:
          'From the stored values and intervals of its indicators; nothing is counted again, and nothing is stored. Scores are ' +
          'those of scoring anew, intervals as a rule somewhat wider. An indicator whose exemption is lifted has no value yet.',
        params: QuarterParams,
        body: SuppositionBody,
        response: { 200: WhatIfBody, ...problems(400, 401, 403, 404, 413, 415, 429) },
      },
    },
    async (request) => {
      const { quarter } = request.params
      const { indicators } = request.body
      return await withOrganization(parts.database, keyOf(request).organizationId, async (tx) => {
        const supposed = await scoresSupposing(tx, quarter, indicators)
        const { weave, ...practices } = isLeader(request) ? supposedForLeaders(supposed) : supposed
        return { quarter, practices, weave }
      })
    },
  )

  app.get(
    '/scores/:quarter/practices/:practice',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'findPractice',
        summary: 'A practice in a quarter, with its indicators',
        params: PracticeParams,
        response: { 200: PracticeBody, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { quarter, practice } = request.params
      const result = await scoresOf(keyOf(request).organizationId, quarter)
      const score = scoreOf(result.scores, practice)
      return { ...(isLeader(request) ? practiceForLeaders(score) : score), quarter, practice }
    },
  )

  app.get(
    '/scores/:quarter/indicators/:indicator',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'findIndicator',
        summary: 'An indicator in a quarter',
        description: 'What it rests on is under /evidence.',
        params: IndicatorParams,
        response: { 200: IndicatorBody, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { quarter, indicator } = request.params
      const result = await scoresOf(keyOf(request).organizationId, quarter)
      const { practice, ...score } = indicatorOf(result.scores, indicator)
      return { ...(isLeader(request) ? indicatorForLeaders(score) : score), practice, quarter, indicator }
    },
  )
}

function supposedForLeaders(supposed: Record<Scored, WhatIfScore>) {
  const told = Object.entries(supposed).map(([scored, score]) => [scored, practiceForLeaders(score)])
  return Object.fromEntries(told) as Record<Scored, ReturnType<typeof practiceForLeaders<WhatIfScore>>>
}

/** The score of an indicator in whichever practice has it. Throws {@link NotFound}. */
export function indicatorOf(quarterScores: QuarterScores, indicator: string) {
  for (const practice of [...PRACTICES, 'weave'] as const) {
    const score = scoreOf(quarterScores, practice).indicators
    if (Object.hasOwn(score, indicator)) return { ...assertThere(score[indicator]), practice }
  }
  throw new NotFound(`indicator ${indicator} in ${quarterScores.quarter}`, 'GET /v1/method lists the indicators')
}

function assertThere<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('an own property without a value')
  return value
}

function scoreOf(quarterScores: QuarterScores, practice: Scored): PracticeScore {
  return practice === 'weave' ? quarterScores.weave : quarterScores.practices[practice]
}

function trendOf(result: StoredScores): z.output<typeof TrendBody>['items'][number] {
  const { quarter, baseline, practices, weave } = result.scores
  const withoutIndicators = ({ indicators: _indicators, ...score }: PracticeScore) => score
  const trend = Object.fromEntries(PRACTICES.map((practice) => [practice, withoutIndicators(practices[practice])]))
  return {
    quarter,
    baseline,
    methodChanged: result.methodChanged,
    practices: trend as Record<Practice, Omit<PracticeScore, 'indicators'>>,
    weave: withoutIndicators(weave),
    result: nameOfResult(result),
  }
}

function nameOfResult({ inputHash, method, computedAt }: StoredScores): z.output<typeof ResultName> {
  return { inputHash, method, computedAt: computedAt.toISOString() }
}

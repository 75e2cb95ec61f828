import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { fastify } from 'fastify'
import { expect, test } from 'vitest'
import { installAnswerLimit } from '#api/plugins/answer-limit.ts'
import { HttpError } from '#api/plugins/http-error.ts'
import type { App } from '#api/route.ts'

test('a request that nobody answers gets a 503, and the others their answers', async () => {
  const loggerInstance = createLogger({ service: 'test', level: 'silent' })
  const app: App = fastify({ loggerInstance }).withTypeProvider()
  app.setErrorHandler((error, _request, reply) => {
    return reply.code(error instanceof HttpError ? error.statusCode : 500).send({})
  })
  installAnswerLimit(app, { longestMs: 50, sweepMs: 10 })
  app.get('/lost', () => new Promise(() => undefined))
  app.get('/quick', () => ({ data: 1 }))

  const [lost, quick] = await Promise.all([app.inject('/lost'), app.inject('/quick')])

  expect([lost.statusCode, quick.statusCode]).toEqual([503, 200])
  await app.close()
})

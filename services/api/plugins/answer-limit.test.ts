import { setTimeout as pause } from 'node:timers/promises'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { fastify } from 'fastify'
import { expect, test } from 'vitest'
import { installAnswerLimit } from '#api/plugins/answer-limit.ts'
import { HttpError } from '#api/plugins/http-error.ts'
import type { App } from '#api/route.ts'

test('a request that nobody answers gets a 503, later where its route says so, and the others their answers', async () => {
  const app: App = fastify({ loggerInstance: silent }).withTypeProvider()
  app.setErrorHandler((error, _request, reply) => {
    return reply.code(error instanceof HttpError ? error.statusCode : 500).send({})
  })
  installAnswerLimit(app, { longestMs: 50, sweepMs: 10 })
  app.get('/lost', () => new Promise(() => undefined))
  app.get('/quick', () => ({ data: 1 }))
  const slow = async () => {
    await pause(150)
    return { data: 1 }
  }
  app.get('/known-to-be-slow', { config: { longestAnswerMs: 10_000 } }, slow)
  app.get(
    '/lost-after-all',
    { config: { longestAnswerMs: 100 } },
    () => new Promise(() => undefined),
  )

  const paths = ['/known-to-be-slow', '/lost', '/quick', '/lost-after-all']
  const answers = await Promise.all(paths.map((path) => app.inject(path)))

  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 503, 200, 503])
  await app.close()
})

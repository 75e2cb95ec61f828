import { expect, test } from 'vitest'
import type { Answer } from '../testing/ask.ts'
import { createKey } from '../testing/builders.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const limit = 30
const desk = useTestDesk({ requestsPerMinute: limit })

const path = '/internal/connection-check'

/** All within one minute of the clock; once more with another key where a new one began in between. */
async function burst(): Promise<Answer[]> {
  const { key } = await createKey(desk.ask, { type: 'internal', scopes: ['*'] })
  const minute = new Date().getUTCMinutes()
  const answers = await Promise.all(
    Array.from({ length: limit + 5 }, () => desk.ask('GET', path, { key })),
  )
  return new Date().getUTCMinutes() === minute ? answers : burst()
}

test('each key has its own minute: every answer counts down, then 429 until it is over', async () => {
  const answers = await burst()
  const remaining = answers.map(({ headers }) => Number(headers['x-ratelimit-remaining']))
  expect(remaining.toSorted((left, right) => right - left).slice(0, limit)).toEqual(
    Array.from({ length: limit }, (_, index) => limit - 1 - index),
  )
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(5)
  for (const { body, headers } of refused) {
    expect(body).toEqual({ message: 'Too Many Attempts.' })
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    expect(headers).toMatchObject({ 'x-ratelimit-limit': '30', 'x-ratelimit-remaining': '0' })
  }
  expect((await desk.ask('GET', path)).status).toBe(200)
})

test('answers without a route, without a key or with a wrong one tell the limit, too', async () => {
  const answers = [
    await desk.ask('GET', '/nothing'),
    await desk.ask('GET', path, { key: null }),
    await desk.ask('GET', path, { key: 'wrong' }),
    await desk.ask('POST', '/internal/tickets', { body: '{' }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([404, 400, 401, 400])
  for (const { headers } of answers) {
    expect(headers).toHaveProperty('x-ratelimit-limit')
    expect(headers).toHaveProperty('x-ratelimit-remaining')
    expect(headers).toHaveProperty('x-ratelimit-reset')
  }
})

test('two api processes on one database let exactly the limit through', async () => {
  await using other = await desk.startApi({ requestsPerMinute: limit })
  const both = async (): Promise<Answer[]> => {
    const { key } = await createKey(desk.ask, { type: 'internal', scopes: ['*'] })
    const minute = new Date().getUTCMinutes()
    const answers = await Promise.all(
      Array.from({ length: limit * 2 }, (_, index) =>
        (index % 2 ? desk : other).ask('GET', path, { key }),
      ),
    )
    return new Date().getUTCMinutes() === minute ? answers : both()
  }
  const answers = await both()
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(limit)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(limit)
})

test('a request is counted once, whatever its method', async () => {
  const { key } = await createKey(desk.ask, { type: 'internal', scopes: ['*'] })
  const methods = ['GET', 'HEAD', 'GET'] as const
  const remaining: number[] = []
  for (const method of methods) {
    const { headers } = await desk.ask(method, path, { key })
    remaining.push(Number(headers['x-ratelimit-remaining']))
  }
  const [first = 0] = remaining
  expect([limit - 1, first - 1]).toContain(remaining[1])
  expect([limit - 1, (remaining[1] ?? 0) - 1]).toContain(remaining[2])
})

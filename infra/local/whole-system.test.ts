import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { isAlive } from '@deskhive/shared/testing/supervisor-process.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

const services = ['api', 'projector', 'notifier'] as const
const everything = [...services, 'event-store', 'postgres'] as const

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack?.[Symbol.asyncDispose]())

test('the first key that was made opens the API', async () => {
  const check = `${stack.url}/api/v1/internal/connection-check`

  expect((await fetch(check, { headers: { 'x-api-key': stack.apiKey } })).status).toBe(200)
  expect((await fetch(check, { headers: { 'x-api-key': 'x'.repeat(40) } })).status).toBe(401)
})

test('readiness tells each dependency and how far each projection is behind', async () => {
  const answer = await fetch(`${stack.url}/api/v1/health/ready`)

  expect(await answer.json()).toMatchObject({
    ready: true,
    database: true,
    event_store: true,
    projections: {
      'read-model': { lag: expect.any(Number) },
      notifier: { lag: expect.any(Number) },
    },
  })
})

test.each(everything)(
  '%s is named by its pid file and comes back when it is killed',
  async (name) => {
    const before = stack.pidOf(name)
    const addresses = [stack.url, stack.eventStoreUrl, stack.databaseUrl]
    expect(readPidFile(name)).toBe(before)

    await stack.kill(name)
    await stack.waitReady()

    expect(readPidFile(name)).toBe(stack.pidOf(name))
    expect(stack.pidOf(name)).not.toBe(before)
    expect([stack.url, stack.eventStoreUrl, stack.databaseUrl]).toEqual(addresses)
  },
)

test('services whose supervisor was killed end by themselves, and the next start goes on', async () => {
  const pids = services.map((name) => stack.pidOf(name) ?? 0)
  const key = stack.apiKey
  await stack.kill('supervisor')
  while (pids.some(isAlive)) await pause(50)

  await stack.restart()

  const check = await fetch(`${stack.url}/api/v1/internal/connection-check`, {
    headers: { 'x-api-key': key },
  })
  expect(check.status).toBe(200)
})

test('a stop ends all of it within 10 s, with no process and no pid file left', async () => {
  const pids = everything.map((name) => stack.pidOf(name) ?? 0)
  const startedAt = performance.now()

  await stack.stop()

  expect(performance.now() - startedAt).toBeLessThan(10_000)
  expect(pids.filter(isAlive)).toEqual([])
  expect(everything.filter((name) => existsSync(pidPath(name)))).toEqual([])
})

test('no key and no password is in what was printed, but for the first key, once', () => {
  const password = new URL(stack.databaseUrl).password
  expect(stack.logs()).not.toContain(password)
  expect(stack.logs().split(stack.apiKey)).toHaveLength(2)
})

function readPidFile(name: string): number {
  return Number(readFileSync(pidPath(name), 'utf8'))
}

function pidPath(name: string): string {
  return join(stack.dataDir, 'run', `${name}.pid`)
}

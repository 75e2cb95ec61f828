import { createServer } from 'node:http'
import { listen } from '@deskhive/shared/testing/listen.ts'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { driveClosed, driveOpen, type Load } from './drive.ts'

const arrivals: number[] = []
const server = createServer((request, response) => {
  arrivals.push(performance.now())
  request.resume().once('end', () => {
    const status = request.headers['x-refuse'] ? 422 : 201
    response.writeHead(status).end(JSON.stringify({ data: { id: arrivals.length } }))
  })
})
let load: Load

beforeAll(async () => {
  load = {
    url: `http://127.0.0.1:${await listen(server)}`,
    path: '/',
    headers: {},
    bodies: ['{}', '[]'],
  }
})
afterAll(() => server.close())
beforeEach(() => void arrivals.splice(0))

it('a closed load ends with every request answered', async () => {
  const driven = await driveClosed(load, { connections: 5, amount: 53 })
  expect(driven.acknowledged).toHaveLength(53)
  expect(driven.latenciesMs).toHaveLength(53)
  expect(driven.failures).toBe(0)
})

it('what was refused is a failure, not speed', async () => {
  const headers = { 'x-refuse': 'yes' }
  const driven = await driveClosed({ ...load, headers }, { connections: 2, amount: 6 })
  expect(driven).toMatchObject({ acknowledged: [], failures: 6, latenciesMs: [] })
})

it('an open load is spread over each second, not sent at once', async () => {
  const driven = await driveOpen(load, { perSecond: 80, seconds: 2 })
  expect(driven.acknowledged).toHaveLength(160)
  const seconds = [arrivals.slice(0, 80), arrivals.slice(80)]
  const spansMs = seconds.map((arrived) => (arrived.at(-1) ?? 0) - (arrived[0] ?? 0))
  // A machine that stands still for a moment may bunch one of the two.
  expect(Math.max(...spansMs)).toBeGreaterThan(500)
})

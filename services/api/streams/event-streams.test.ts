import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { openEventSource, type SentEvent } from '@deskhive/shared/testing/event-source.ts'
import { expect, test } from 'vitest'
import { buildApp } from '#api/app.ts'
import { createEventStreams } from '#api/streams/event-streams.ts'
import { createAgent } from '#api/testing/builders.ts'
import { useTestDesk } from '#api/testing/use-test-desk.ts'

const desk = useTestDesk()

test('a key with the most streams makes room for others, and gets no more itself', async () => {
  const metrics = createMetrics('test')
  const streams = createEventStreams({
    isStillAdmitted: async () => true,
    metrics,
    mostStreams: 3,
  })
  await using app = buildApp({ ...desk.desk, metrics, streams })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const open = (key: string) =>
    openEventSource(`${address}/api/v1/external/notifications/stream`, { 'x-api-key': key })

  const [greedy, other] = [await createAgent(desk.ask), await createAgent(desk.ask)]
  await using first = await open(greedy.key)
  await using _second = await open(greedy.key)
  await using third = await open(greedy.key)
  expect(await statusOf(open(greedy.key))).toBe(503)
  await using _others = await open(other.key)

  expect(await endOf(third.events)).toMatchObject({ reason: 'crowded' })
  expect(await statusOf(open(other.key))).toBe(503) // two and one is as even as it gets
  streams.close()
  expect(await endOf(first.events)).toMatchObject({ reason: 'shutting_down' })
})

async function statusOf(opening: ReturnType<typeof openEventSource>): Promise<unknown> {
  await using source = await opening
  return source.response.statusCode
}

async function endOf(events: AsyncIterable<SentEvent>): Promise<unknown> {
  for await (const { event, data } of events) if (event === 'end') return JSON.parse(data)
  return null
}

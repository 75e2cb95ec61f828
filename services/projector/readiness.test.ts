import type { ProjectionHealth } from '@deskhive/shared/projection/projection-health.ts'
import { expect, test } from 'vitest'
import { readinessOf } from '#projector/readiness.ts'

const leading: ProjectionHealth = {
  state: 'leading',
  position: 7n,
  head: 7n,
  lag: 0,
  parkedStreams: 0,
  interruptedBy: null,
}

test.each(['leading', 'standby'] as const)('a projector that is %s is ready', async (state) => {
  expect(await ready({ health: { ...leading, state } })).toMatchObject({ ready: true, lag: 0 })
})

test.each(['starting', 'stopped'] as const)('one that is %s is not', async (state) => {
  expect(await ready({ health: { ...leading, state } })).toMatchObject({ ready: false })
})

test('it is not ready without the database, without the event store, or when it drains', async () => {
  expect(await ready({ database: false })).toMatchObject({ ready: false, database: false })
  expect(await ready({ eventStore: false })).toMatchObject({ ready: false, event_store: false })
  expect(await ready({ signal: AbortSignal.abort() })).toMatchObject({ ready: false })
})

test('parked streams degrade it and keep it ready for all the others', async () => {
  const health = { ...leading, parkedStreams: 1 }
  expect(await ready({ health })).toMatchObject({ ready: true, degraded: true })
})

function ready({
  health = leading,
  database = true,
  eventStore = true,
  signal = new AbortController().signal,
}) {
  return readinessOf({
    health,
    signal,
    store: { isConnected: () => eventStore },
    database: { isReachable: () => Promise.resolve(database) },
  })
}

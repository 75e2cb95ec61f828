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

const noTrouble: string | null = null

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

test('roots of the log that are not kept outside degrade it, and it says why', async () => {
  const rootsInterruptedBy = 'roots of the log are not sent outside: ENOENT'
  const told = { ready: true, degraded: true, rootsInterruptedBy }
  expect(await ready({ rootsInterruptedBy })).toMatchObject(told)
  expect(await ready({})).toMatchObject({ degraded: false, rootsInterruptedBy: null })
})

function ready({
  health = leading,
  database = true,
  eventStore = true,
  signal = new AbortController().signal,
  rootsInterruptedBy = noTrouble,
}) {
  return readinessOf({
    health,
    rootsInterruptedBy,
    signal,
    store: { isConnected: () => eventStore },
    database: { isReachable: () => Promise.resolve(database) },
  })
}

import { memoryUsage } from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { rebuild } from '@deskhive/shared/projection/generations/rebuild.ts'
import { historyOf, type Told } from '@deskhive/shared/testing/history.ts'
import { expect, test } from 'vitest'
import { projections } from '#projector/projections/projections.ts'
import { readModelVersion } from '#projector/read-model-version.ts'
import { logInMemory } from '#projector/testing/log-in-memory.ts'
import { startReadModels } from '#projector/testing/read-models.ts'

const REPLIES = 200
const REPLY_CHARACTERS = 100_000
/** Small, so that the whole log is many of them. */
const BATCH_EVENTS = 10
/** Of the 20 MB of text that all batches together have. */
const MOST_GROWTH_BYTES = 8_000_000

test('a rebuild holds two batches in memory, however many there are', async () => {
  await using models = await startReadModels()
  const log = historyOf(longTicket())
  await models.project(log)
  const held: number[] = []
  const outcome = await rebuild({
    database: models.database,
    store: logInMemory(log),
    projections,
    version: await readModelVersion(),
    signal: new AbortController().signal,
    logger: createLogger({ service: 'test', level: 'silent' }),
    metrics: createMetrics('test'),
    from: 'new',
    onDifferences: 'stop',
    bulkEvents: BATCH_EVENTS,
    faultPoint: (name) => {
      if (name === 'before-batch') held.push(heapBytes())
    },
  })
  expect(outcome).toMatchObject({ kind: 'switched', differences: [], parkedStreams: 0 })
  expect(held.length).toBeGreaterThan(REPLIES / BATCH_EVENTS)
  expect((held.at(-1) ?? 0) - (held[5] ?? 0)).toBeLessThan(MOST_GROWTH_BYTES)
})

function longTicket(): Told[] {
  const created = {
    reference_id: 'SD-1001',
    customer_id: 1,
    title: 'Mail',
    content: '?',
    department_id: null,
    category_id: null,
    product_id: null,
    priority: 'low',
    custom_fields: [],
  }
  const content = 'x'.repeat(REPLY_CHARACTERS)
  const sender = { type: 'customer', id: 1, name: 'Bo' }
  const replies = Array.from({ length: REPLIES }, (_, index): Told => {
    const data = { message_id: index + 1, content, is_internal: false, sender }
    return ['ticket-1001', '03-02 09:00', { type: 'TicketReplied', data }]
  })
  return [['ticket-1001', '03-01 09:00', { type: 'TicketCreated', data: created }], ...replies]
}

/** Of what is still reachable. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('There is no collector to call')
  collect()
  return memoryUsage().heapUsed
}

import { memoryUsage } from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { ownName, servingGroup } from '@deskhive/shared/projection/generations/generation.ts'
import {
  type RebuildOptions,
  type RebuildOutcome,
  rebuild,
} from '@deskhive/shared/projection/generations/rebuild.ts'
import { listGenerations } from '@deskhive/shared/projection/generations/registry.ts'
import { unpark } from '@deskhive/shared/projection/unpark.ts'
import { historyOf, type Told } from '@deskhive/shared/testing/history.ts'
import { ticketCreated } from '@deskhive/shared/testing/ticket-created.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projections } from '#projector/projections/projections.ts'
import { randomLog } from '#projector/testing/random-history.ts'
import { type ReadModels, startReadModels } from '#projector/testing/read-models.ts'
import { rebuildOptions } from '#projector/testing/rebuild-options.ts'
import { refusedEvent, sampleLog } from '#projector/testing/sample-log.ts'

let models: ReadModels

beforeAll(async () => {
  models = await startReadModels()
}, 30_000)

afterAll(() => models[Symbol.asyncDispose]())

test('rows that are made anew are those that served, byte for byte, wherever it was cut off', async () => {
  const points = ['before-batch', 'before-commit', 'after-commit', 'rebuild-filled']
  const later = ['rebuild-indexed', 'rebuild-compared', 'before-switch']
  await fc.assert(
    fc.asyncProperty(
      randomLog(),
      fc.subarray([...points, ...later]),
      fc.boolean(),
      fc.integer({ min: 1, max: 80 }),
      async (log, cuts, eachTwice, bulkEvents) => {
        await models.clear()
        await models.project(log)
        const before = await models.dump()
        for (const cut of cuts)
          await expect(rebuildCutAt(log, cut, bulkEvents)).rejects.toThrow(cut)

        const outcome = await make(log, { bulkEvents }, eachTwice)
        expect(outcome).toMatchObject({ kind: 'switched', differences: [] })
        expect(await models.dump()).toEqual(before)
        if (outcome.kind !== 'switched') throw new Error('It did not switch')
        expect([outcome.from.state, outcome.to.state]).toEqual(['kept', 'serving'])
        expect(await models.dump(ownName(outcome.from))).toEqual(before)
      },
    ),
    { numRuns: 8 },
  )
}, 60_000)

test('texts that Postgres refuses park their streams, and leave no other out', async () => {
  const log = sampleLog()
  const bad = ['\0', '\ud800'].map((text, index) => refusedEvent(log, index, text))
  await models.clear()
  await models.project(log)
  const outcome = await make([...log.slice(0, -1), ...bad, ...log.slice(-1)], { bulkEvents: 7 })
  expect(outcome).toMatchObject({ kind: 'switched', differences: [], parkedStreams: 2 })
  await models.database.pool.query('delete from projection_parked')
})

test('what somebody left out stays so in read models that are made anew', async () => {
  const log = sampleLog()
  const bad = refusedEvent(log, 0, '\0')
  const all = [...log.slice(0, -1), bad, ...log.slice(-1)]
  await models.clear()
  await models.project(all)
  const { pool } = models.database
  const left = await unpark({
    database: pool,
    store: { readStream: () => Promise.resolve([bad]) },
    projections,
    group: servingGroup,
    stream: bad.stream,
    discard: { by: 'Ada', reason: 'written by a test' },
  })
  expect(left).toBe(0)
  for (const bulkEvents of [1, 7]) {
    const outcome = await make(all, { bulkEvents })
    expect(outcome).toMatchObject({ kind: 'switched', differences: [], parkedStreams: 0 })
  }
  expect((await pool.query('select * from projection.projection_parked')).rows).toEqual([])
  await pool.query('drop table projection.projection_discarded')
})

test('a row that somebody changed is found, and made right only if that is wanted', async () => {
  const log = sampleLog()
  await models.clear()
  await models.project(log)
  const right = await models.dump()
  await models.database.pool.query(`update tickets set title = 'Another' where id =
    (select min(id) from tickets)`)
  const wrong = await models.dump()

  const told = await make(log)
  expect(told).toMatchObject({
    kind: 'different',
    differences: [expect.stringMatching(/^tickets /)],
  })
  expect(await models.dump()).toEqual(wrong)

  expect(await make(log, { onDifferences: 'switch' })).toMatchObject({ kind: 'switched' })
  expect(await models.dump()).toEqual(right)
})

test('the way back is to the rows that served before, with all that has happened since', async () => {
  const log = sampleLog()
  const half = log.slice(0, Math.floor(log.length / 2))
  await models.clear()
  await models.project(half)
  const first = await make(half)
  await models.project(log)
  const before = await models.dump()

  const back = await make(log, { from: 'kept' })
  expect(first).toMatchObject({ kind: 'switched' })
  expect(back).toMatchObject({
    kind: 'switched',
    to: { id: first.kind === 'switched' && first.from.id },
  })
  expect(await models.dump()).toEqual(before)
})

test('two rebuilds at once: one does it, the other is told so', async () => {
  const log = sampleLog()
  await models.clear()
  await models.project(log)
  const outcomes = await Promise.all([make(log), make(log)])
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['busy', 'switched'])
  const generations = await listGenerations(models.database.tables())
  expect(generations.map(({ state }) => state)).toEqual(['kept', 'serving'])
})

test('statements that sessions have prepared follow from one statement to the next', async () => {
  const log = sampleLog()
  await models.clear()
  await models.project(log)
  const client = await models.database.pool.connect()
  const ask = async (text: string) =>
    (await client.query<{ oid: number; n: number }>({ name: `named ${texts.indexOf(text)}`, text }))
      .rows[0]
  const texts = [
    `select tableoid::int as oid, count(*)::int as n from tickets group by 1`,
    `select tableoid::int as oid, count(*)::int as n from read_model.tickets group by 1`,
  ]
  try {
    const before = await Promise.all(texts.map(ask))
    await make(log)
    const after = await Promise.all(texts.map(ask))
    expect(after.map((row) => row?.n)).toEqual(before.map((row) => row?.n))
    for (const [index, row] of after.entries()) expect(row?.oid).not.toBe(before[index]?.oid)
  } finally {
    client.release()
  }
})

const REPLIES = 200
const REPLY_CHARACTERS = 100_000
/** Small, so that the whole log is many of them. */
const BATCH_EVENTS = 10
/** Of the 20 MB of text that all batches together have. */
const MOST_GROWTH_BYTES = 8_000_000

test('a rebuild holds two batches in memory, however many there are', async () => {
  const log = historyOf(longTicket())
  await models.clear()
  await models.project(log)
  const held: number[] = []
  const outcome = await make(log, {
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
  const content = 'x'.repeat(REPLY_CHARACTERS)
  const sender = { type: 'customer', id: 1, name: 'Bo' }
  const replies = Array.from({ length: REPLIES }, (_, index): Told => {
    const data = { message_id: index + 1, content, is_internal: false, sender }
    return ['ticket-1001', '03-02 09:00', { type: 'TicketReplied', data }]
  })
  return [['ticket-1001', '03-01 09:00', ticketCreated({ customer_id: 1 })], ...replies]
}

/** Of what is still reachable. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('There is no collector to call')
  collect()
  return memoryUsage().heapUsed
}

async function make(
  log: readonly RecordedEvent[],
  more: Partial<RebuildOptions> = {},
  eachTwice = false,
): Promise<RebuildOutcome> {
  return rebuild({ ...(await rebuildOptions(models, log, eachTwice)), ...more })
}

function rebuildCutAt(
  log: readonly RecordedEvent[],
  cut: string,
  bulkEvents: number,
): Promise<RebuildOutcome> {
  const faultPoint = (name: string) => {
    if (name === cut) throw new Error(cut)
  }
  return make(log, { faultPoint, bulkEvents })
}

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWriteSide, type TestWriteSide } from '../../testing/write-side.ts'
import {
  createIdempotencyRows,
  type IdempotencyRows,
  type RepeatableRequest,
} from './idempotency.ts'

let writeSide: TestWriteSide
let rows: IdempotencyRows
beforeAll(async () => {
  writeSide = await startWriteSide()
  rows = createIdempotencyRows(writeSide.pool)
})
afterAll(() => writeSide[Symbol.asyncDispose]())

const answer = { status: 201, headers: { etag: '"0"' }, body: '{"data":1}' }

function requestWith(key: string, content = 'a body'): RepeatableRequest {
  return {
    apiKeyId: 1,
    key,
    requestHash: Buffer.from(content),
    commandId: randomUUID(),
    occurredAt: '2026-01-01T00:00:00.000Z',
    givenId: 1001,
  }
}

const rowOf = (key: string, attempt = 1) => ({ apiKeyId: 1, key, attempt })

async function age(key: string, column: 'leased_until' | 'created_at', by: string): Promise<void> {
  const sql = `update desk.idempotency set ${column} = ${column} - $2::interval where key = $1`
  await writeSide.pool.query(sql, [key, by])
}

test('of twenty equal requests at once, one runs and the others hear that it runs', async () => {
  const begun = await Promise.all(Array.from({ length: 20 }, () => rows.begin(requestWith('a'))))
  expect(begun.filter(({ state }) => state === 'yours')).toHaveLength(1)
  expect(begun.filter(({ state }) => state === 'running')).toHaveLength(19)
})

test('what was answered is answered so again', async () => {
  await rows.begin(requestWith('b'))
  await rows.keepAnswer(rowOf('b'), answer)
  expect(await rows.begin(requestWith('b'))).toEqual({ state: 'answered', answer })
})

test('another request with the same key is told apart, running or answered', async () => {
  await rows.begin(requestWith('c'))
  expect(await rows.begin(requestWith('c', 'another'))).toEqual({ state: 'other request' })
  await rows.keepAnswer(rowOf('c'), answer)
  expect(await rows.begin(requestWith('c', 'another'))).toEqual({ state: 'other request' })
})

test('another request does not take over what one with the same key left behind', async () => {
  await rows.begin(requestWith('left'))
  await rows.giveUp(rowOf('left'))
  expect(await rows.begin(requestWith('left', 'another'))).toEqual({ state: 'other request' })
})

test('the same key of another API key is another key', async () => {
  await rows.begin(requestWith('d'))
  expect(await rows.begin({ ...requestWith('d'), apiKeyId: 2 })).toMatchObject({ state: 'yours' })
})

test('who takes over after a crash gets the command and the id of the first attempt', async () => {
  const first = requestWith('e')
  await rows.begin(first)
  await age('e', 'leased_until', '1 minute')
  const second = await rows.begin({ ...requestWith('e'), givenId: 2002 })
  expect(second).toMatchObject({
    state: 'yours',
    attempt: 2,
    commandId: first.commandId,
    givenId: 1001,
  })
})

test('an attempt that was given up is taken over at once, one that was refused never was', async () => {
  const first = requestWith('f')
  await rows.begin(first)
  await rows.giveUp(rowOf('f'))
  expect(await rows.begin(requestWith('f'))).toMatchObject({
    attempt: 2,
    commandId: first.commandId,
  })
  await rows.forget(rowOf('f', 2))
  const fresh = requestWith('f', 'another')
  expect(await rows.begin(fresh)).toMatchObject({ attempt: 1, commandId: fresh.commandId })
})

test('a slow first attempt cannot make forgotten what the second one does', async () => {
  await rows.begin(requestWith('g'))
  await age('g', 'leased_until', '1 minute')
  await rows.begin(requestWith('g'))
  await rows.forget(rowOf('g', 1))
  expect(await rows.begin(requestWith('g'))).toMatchObject({ state: 'running' })
})

test('an answer that may be stored nowhere is made again by the same command', async () => {
  const first = requestWith('h')
  await rows.begin(first)
  await rows.keepAnswer(rowOf('h'), { ...answer, body: null })
  await age('h', 'leased_until', '1 second')
  expect(await rows.begin(requestWith('h'))).toMatchObject({
    state: 'yours',
    wasAnswered: true,
    commandId: first.commandId,
  })
})

test('after 24 hours a key is new, and its row is cleaned up', async () => {
  await rows.begin(requestWith('i'))
  await rows.keepAnswer(rowOf('i'), answer)
  await age('i', 'created_at', '25 hours')
  expect(await rows.begin(requestWith('i', 'another'))).toMatchObject({
    state: 'yours',
    attempt: 1,
  })

  await age('i', 'created_at', '25 hours')
  expect(await rows.cleanUp()).toBe(1)
})

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { runProgram } from '@deskhive/shared/testing/run-program.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

const repository = join(import.meta.dirname, '..', '..')

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack?.[Symbol.asyncDispose]())

type Json = { readonly [field: string]: unknown }

async function ask(method: 'GET' | 'POST' | 'PUT', path: string, body?: Json) {
  const answer = await fetch(`${stack.url}/api/v1${path}`, {
    method,
    headers: { 'x-api-key': stack.apiKey, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return parseData(await answer.json())
}

/** As parsed from JSON; the test says itself what it expects of it. */
// oxlint-disable-next-line typescript/no-explicit-any
function parseData(answer: unknown): any {
  return (answer as { data: unknown }).data
}

async function verifyLog(): Promise<{ code: number; found: Json }> {
  const program = join(repository, 'infra', 'commands', 'verify-log', 'main.ts')
  const { code, out } = await runProgram(program, ['--json'], { DATA_DIR: stack.dataDir })
  return { code, found: JSON.parse(out) }
}

test('a desk that is stopped has signed all, and what is taken away then is missed', async () => {
  const customer = await ask('POST', '/internal/customers', { name: 'Bo', email: 'bo@desk.test' })
  const words = { title: 'Broken', content: 'It is broken' }
  const ticket = await ask('POST', '/internal/tickets', { customer_id: customer.id, ...words })
  await ask('PUT', `/internal/tickets/${ticket.id}`, { priority: 'critical' })
  expect(await ask('GET', '/internal/audit/verify')).toMatchObject({ valid: true })
  expect(await verifyLog()).toMatchObject({ code: 0, found: { valid: true } })
  await stack.stop()
  expect(await verifyLog()).toMatchObject({
    code: 0,
    found: { valid: true, events_after_last_root: 0, roots_outside: expect.any(Number) },
  })

  const database = new DatabaseSync(join(stack.dataDir, 'event-store', 'events.sqlite'))
  const removed = database
    .prepare(
      `DELETE FROM events WHERE revision = 1
       AND stream = (SELECT id FROM streams WHERE name = ?)`,
    )
    .run(`ticket-${ticket.id}`)
  database.close()
  expect(removed.changes).toBe(1)

  const missing = {
    valid: false,
    first_broken: { stream: `ticket-${ticket.id}`, revision: 1, reason: 'The event is missing' },
  }
  expect(await verifyLog()).toMatchObject({ code: 1, found: missing })
  await stack.restart()
  expect(await ask('GET', '/internal/audit/verify')).toMatchObject(missing)
  const one = `/internal/audit/verify?resource=tickets&id=${ticket.id}`
  expect(await ask('GET', one)).toMatchObject(missing)
})

import { join } from 'node:path'
import { runProgram } from '@deskhive/shared/testing/run-program.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createPatientClient, expectStatus, idOf } from '#tests/support/patient-client.ts'

const WRITERS = 8
const EACH = 50
const COUNT = WRITERS * EACH
/** A body may have a MiB. */
const TEXT = 'a'.repeat(1_000_000)
/** Less than all of them, in each process of ours. */
const HEAP_MIB = 350

it('tickets of a megabyte, more than the memory holds, are taken, caught up with and rebuilt', async () => {
  await using stack = await startStack({
    env: { RATE_LIMIT_PER_MINUTE: '0', NODE_OPTIONS: `--max-old-space-size=${HEAP_MIB}` },
  })
  await using staff = createPatientClient({ url: `${stack.url}/api/v1`, apiKey: stack.apiKey })
  const customer = { name: 'Bo', email: 'bo@desk.example' }
  const ticket = {
    customer_id: idOf(await staff.post('/internal/customers', customer)),
    title: 'It is long',
    content: TEXT,
  }
  const pids = pidsOf(stack)

  for (const part of readers) process.kill(pids[part], 'SIGSTOP')
  const write = async () => {
    for (let sent = 0; sent < EACH; sent += 1) {
      const headers = { prefer: 'respond-async' }
      expectStatus(await staff.post('/internal/tickets', ticket, { headers }), 201)
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, write))
  for (const part of readers) process.kill(pids[part], 'SIGCONT')

  const listed = () => staff.get('/internal/tickets?per_page=1')
  await vi.waitFor(
    async () => expect((await listed()).body).toMatchObject({ meta: { total: COUNT } }),
    { timeout: 200_000, interval: 500 },
  )
  const rebuilt = await runProgram(rebuild, ['--json'], {
    DATA_DIR: stack.dataDir,
    NODE_OPTIONS: `--max-old-space-size=${HEAP_MIB}`,
  })
  expect(rebuilt).toMatchObject({ code: 0 })
  expect(outcome.parse(JSON.parse(rebuilt.out))).toEqual({ kind: 'switched', differences: [] })
  expect(pidsOf(stack)).toEqual(pids)
})

const readers = ['projector', 'notifier'] as const
const rebuild = join(import.meta.dirname, '../../infra/commands/rebuild/main.ts')
const outcome = z.object({ kind: z.string(), differences: z.array(z.string()) })

function pidsOf(stack: Stack) {
  const pid = (part: 'api' | 'projector' | 'notifier' | 'event-store') => {
    const found = stack.pidOf(part)
    if (found === null) throw new Error(`${part} does not run`)
    return found
  }
  return {
    api: pid('api'),
    projector: pid('projector'),
    notifier: pid('notifier'),
    'event-store': pid('event-store'),
  }
}

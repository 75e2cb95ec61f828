import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTicket } from '@deskhive/shared/domain/ticket/decide.ts'
import { connectEventStore } from '@deskhive/shared/event-store/connect.ts'
import { appendChained } from '@deskhive/shared/testing/chained-log.ts'
import { type Ended, runProgram } from '@deskhive/shared/testing/run-program.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEventStoreNode } from '../../event-store-node/start-event-store-node.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'deskhive-replay-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

test('a report is made from the log of a desk that is stopped', async () => {
  await writeLog(3)
  const { code, out } = await replay('--report', 'overview', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ data: { total_tickets: 3 } })
})

test('a position that the log has not reached is told to be wrong', async () => {
  await writeLog(1)
  const { code, out, error } = await replay('--report', 'overview', '--as-of', '9999999999')
  expect([code, out]).toEqual([2, ''])
  expect(error).toBe('--as-of lies beyond the end of the log.\n')
})

test('a folder without a log is told in a sentence', async () => {
  const { code, error } = await replay('--report', 'overview')
  expect(code).toBe(2)
  expect(error).toBe(`There is no log in ${dataDir}: set DATA_DIR or EVENTSTORE_URL to one.\n`)
})

async function writeLog(tickets: number): Promise<void> {
  await using node = await startEventStoreNode({ dir: join(dataDir, 'event-store') })
  await using store = connectEventStore(node.url, { upcasters: {} })
  for (let id = 1; id <= tickets; id += 1) {
    const ticket = {
      reference_id: `SD-${id}`,
      customer_id: 1,
      title: 'No power',
      content: 'Since today',
      department_id: null,
      category_id: null,
      product_id: null,
      priority: 'medium',
      custom_fields: [],
    } as const
    await appendChained(store, `ticket-${id}`, createTicket(ticket))
  }
}

function replay(...args: readonly string[]): Promise<Ended> {
  return runProgram(join(import.meta.dirname, 'main.ts'), args, { DATA_DIR: dataDir })
}

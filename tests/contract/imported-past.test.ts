import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { chooseSeed, createRandom } from '@deskhive/shared/testing/random.ts'
import { beforeAll, expect, test } from 'vitest'
import {
  expectPastLists,
  expectPastTickets,
  type Referred,
} from '../../services/api/testing/past-lists.ts'
import { wholeLog } from '../../services/api/testing/read-log.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { importPasts } from '../journeys/incident-reports/import-pasts.ts'
import { generateNastyLog } from '../journeys/incident-reports/nasty-log.ts'
import { readPasts } from '../journeys/incident-reports/pasts.ts'

// Tickets whose past was told late, in several calls that reach further and further back, and worked on here since.

const desk = useTestDesk()
let log: RecordedEvent[]
let ids: Referred

const INCIDENTS = 60

beforeAll(async () => {
  const seed = chooseSeed()
  console.info(`nasty incident log generated from DESKHIVE_SEED=${seed}`)
  const pasts = readPasts(
    generateNastyLog(createRandom(seed), { incidents: INCIDENTS, order: 'by incident' }),
  ).toSorted((one, other) => other.states[0].at - one.states[0].at)
  await importPasts(desk, pasts.slice(0, INCIDENTS / 2))
  await work()
  await importPasts(desk, pasts.slice(INCIDENTS / 2))
  await work()
  log = await wholeLog(desk)
  ids = await referred()
}, 120_000)

/** What agents and admins do with what was imported: all of it today, years after its last event. */
async function work(): Promise<void> {
  const { tickets, departments, agents, customers } = await referred()
  const put = (path: string, id: number | undefined, body: object) =>
    desk.ask('PUT', `/internal/${path}/${id}`, { body })
  const done = [
    await put('departments', departments[1], { name: `Renamed ${departments.length}` }),
    await put('agents', agents[0], { name: `Renamed ${agents.length}` }),
    await put('customers', customers[0], { email: `renamed-${tickets.length}@incidents.test` }),
    await put('tickets', tickets[0], { status: 'on_hold', department_id: departments[0] }),
    await put('tickets', tickets[1], { assigned_to: null, priority: 'critical' }),
    await desk.ask('DELETE', `/internal/tickets/${tickets[2]}`),
    await desk.ask('DELETE', `/internal/departments/${departments[2]}`),
    await desk.ask('DELETE', `/internal/agents/${agents[1]}`),
  ]
  expect(done.map(({ status }) => status)).toEqual(done.map(() => 200))
}

async function referred() {
  const idsOf = async (what: string): Promise<number[]> => {
    const { body } = await desk.ask('GET', `/internal/${what}?per_page=200`)
    return body.data.map(({ id }: { id: number }) => id)
  }
  return {
    tickets: await idsOf('tickets'),
    departments: await idsOf('departments'),
    agents: await idsOf('agents'),
    customers: await idsOf('customers'),
  }
}

test('a list of what was told late is at any moment what had happened by then, or what was told by then', async () => {
  await expectPastLists({ ask: desk.ask, log, ids })
}, 240_000)

test('so is each of the tickets', async () => {
  await expectPastTickets({ ask: desk.ask, log, ids })
}, 240_000)

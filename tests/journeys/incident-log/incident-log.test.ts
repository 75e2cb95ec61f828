import { chooseSeed } from '@deskhive/shared/testing/random.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPatientClient } from '#tests/support/patient-client.ts'
import { openTruth } from '#tests/support/truth.ts'
import { engageCast } from './cast.ts'
import { generateLog, type IncidentLog, readLog } from './load-log.ts'
import { replayIncidents } from './replay.ts'
import { expectEveryNotification, expectEveryTicket, judge, type Verdict } from './verify.ts'

/** Enough for every kind of change to happen several times. */
const GENERATED_INCIDENTS = 40

let stack: Stack
let verdict: Verdict

beforeAll(async () => {
  const log = await chooseLog()
  stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '0' } })
  await using staff = createPatientClient({ url: `${stack.url}/api/v1`, apiKey: stack.apiKey })
  const cast = await engageCast(staff, log.incidents)
  const tickets = await replayIncidents(cast, log)
  await using truth = openTruth(stack)
  await truth.caughtUp()
  verdict = judge(stack, { cast, log, tickets })
}, 280_000)

afterAll(() => stack?.[Symbol.asyncDispose]())

async function chooseLog(): Promise<IncidentLog> {
  const folder = process.env['DESKHIVE_DATA']
  if (folder) return readLog(folder)
  const seed = chooseSeed()
  console.info(`incident log generated from DESKHIVE_SEED=${seed}`)
  return generateLog(seed, GENERATED_INCIDENTS)
}

it('shows every incident in the state in which its log ends, and how it got there', async () => {
  await expectEveryTicket(verdict)
})

it('has told every agent exactly what concerned them', async () => {
  await expectEveryNotification(verdict)
})

it('counts every incident once in the lists', async () => {
  const { staff, tickets } = verdict
  const all = await staff.listTickets({ query: { per_page: 1 } })
  const closed = await staff.listTickets({ query: { per_page: 1, status: 'closed' } })
  expect(all.data.meta.total).toBe(tickets.size)
  expect(closed.data.meta.total).toBe(tickets.size)
})

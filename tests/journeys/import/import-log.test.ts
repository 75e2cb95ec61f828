import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDeskClient, type DeskClient } from '@deskhive/client/desk-client.ts'
import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { chooseSeed, createRandom } from '@deskhive/shared/testing/random.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { generateIncidentLog } from '#tests/journeys/incident-log/generate-log.ts'
import { openTruth, type Truth } from '#tests/support/truth.ts'
import { expectedOf } from './expected.ts'
import { observeNames, observeTicket } from './observed.ts'
import { type Ran, runImport } from './run-command.ts'

const GENERATED_INCIDENTS = 60
const READ_AT_ONCE = 8

let stack: Stack
let staff: DeskClient
let truth: Truth
let folder: string
let file: string
let interrupted: Ran
let first: Ran

const importFile = () =>
  runImport(['--format', 'servicenow-csv', file, '--url', stack.url, '--json'], {
    DESKHIVE_API_KEY: stack.apiKey,
  })

/** The api is killed in the midst of the first run, which goes on by itself when it is back. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskhive-import-'))
  file = await chooseFile(folder)
  stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '0' } })
  staff = createDeskClient({ url: stack.url, apiKey: stack.apiKey })
  truth = openTruth(stack)
  const [two] = await Promise.all([
    Promise.all([importFile(), importFile()]),
    truth.rows('select 1').then(() => killAtFirstTicket()),
  ])
  ;[first, interrupted] = two
  await stack.waitReady()
  await truth.caughtUp()
}, 280_000)

afterAll(async () => {
  await truth?.[Symbol.asyncDispose]()
  await stack?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, { recursive: true, force: true })
})

async function chooseFile(into: string): Promise<string> {
  const data = process.env['DESKHIVE_DATA']
  if (data) return join(data, 'incident_event_log.csv')
  const seed = chooseSeed()
  console.info(`incident log generated from DESKHIVE_SEED=${seed}`)
  const path = join(into, 'log.csv')
  await writeFile(path, generateIncidentLog(createRandom(seed), GENERATED_INCIDENTS))
  return path
}

async function killAtFirstTicket(): Promise<void> {
  for (;;) {
    const [row] = await truth.rows('select count(*)::int as n from desk.imported_tickets')
    if (Number(row?.['n']) > 0) break
  }
  await stack.kill('api')
}

const outcome = z.object({
  tickets: z.number(),
  created: z.number(),
  unchanged: z.number(),
  refused: z.number(),
})
const outcomeOf = (ran: Ran) => outcome.parse(JSON.parse(ran.stdout))

it('two imports of one file at once, the api killed meanwhile, bring each incident once', async () => {
  const saidElse = first.stderr.replaceAll(/^.*; trying again\n/gm, '')
  expect([first.code, interrupted.code, saidElse]).toEqual([0, 0, ''])
  const incidents = expectedOf(await readFile(file, 'utf8')).size
  const [one, other] = [outcomeOf(first), outcomeOf(interrupted)]
  expect([one.tickets, other.tickets, one.refused, other.refused]).toEqual([
    incidents,
    incidents,
    0,
    0,
  ])
  const created = (await truth.events()).filter(({ type }) => type === 'TicketCreated')
  expect(created).toHaveLength(incidents)
})

it('every incident has the history, the people and the end that its log tells', async () => {
  const expected = expectedOf(await readFile(file, 'utf8'))
  const known = await truth.rows('select external_id, ticket_id from desk.imported_tickets')
  const ids = new Map(known.map((row) => [String(row['external_id']), Number(row['ticket_id'])]))
  const names = await observeNames(staff)
  await inParallel([...expected], READ_AT_ONCE, async ([number, wanted]) => {
    const ticket = await observeTicket(staff, names, ids.get(number) ?? 0)
    expect({ number, ...ticket }).toEqual({ number, ...wanted })
  })
})

it('nobody is notified, and the read models are the fold of the log', async () => {
  expect(await truth.rows('select * from notifier.notifications')).toEqual([])
  expect(await truth.differences()).toEqual([])
})

it('a second run changes nothing', async () => {
  const before = (await truth.events()).length
  const again = await importFile()
  const { tickets, unchanged } = outcomeOf(again)
  expect([again.code, unchanged]).toEqual([0, tickets])
  expect((await truth.events()).length).toBe(before)
})

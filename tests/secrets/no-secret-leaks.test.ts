import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAgentKey } from '#tests/support/agent-key.ts'
import {
  type Answer,
  createPatientClient,
  idOf,
  type PatientClient,
} from '#tests/support/patient-client.ts'
import { openTruth, type Truth } from '#tests/support/truth.ts'

const secret = (name: string) => `${name}-${randomBytes(16).toString('hex')}`

/** Everything that only its owner may know. Long and random, so that it is found wherever it is. */
const firstKey = secret('first')
const password = secret('password')
const newPassword = secret('changed')
const wrongKey = `dh_ext_${randomBytes(28).toString('hex')}`
const secrets = new Map([
  ['the first key', firstKey],
  ['a password', password],
  ['a new password', newPassword],
  ['a key that nobody has', wrongKey],
])

let stack: Stack
let staff: PatientClient
let truth: Truth
const refusals: Answer[] = []

beforeAll(async () => {
  const env = { BOOTSTRAP_API_KEY: firstKey, RATE_LIMIT_PER_MINUTE: '0', LOG_LEVEL: 'trace' }
  stack = await startStack({ env })
  staff = createPatientClient({ url: `${stack.url}/api/v1`, apiKey: firstKey })
  truth = openTruth(stack)
  await useSecrets()
  await misuseSecrets()
  await truth.caughtUp()
}, 120_000)

afterAll(async () => {
  await truth?.[Symbol.asyncDispose]()
  await staff?.[Symbol.asyncDispose]()
  await stack?.[Symbol.asyncDispose]()
})

async function useSecrets(): Promise<void> {
  const ada = { name: 'Ada', email: 'ada@desk.example', password }
  const agent = idOf(await staff.post('/internal/agents', ada))
  await staff.put(`/internal/agents/${agent}`, { password: newPassword })
  const key = await createAgentKey(staff, 'Ada', agent)
  secrets.set('a key of an agent', key)
  await staff.withKey(key).get('/external/profile')
  const made = await staff.withKey(key).post('/external/profile/webhook-secret', {})
  secrets.set('a webhook secret', parseSecret(made))
}

function parseSecret({ text }: Answer): string {
  const { data } = JSON.parse(text) as { readonly data: { readonly secret: string } }
  return data.secret.slice('whsec_'.length)
}

/** Where errors are made of what was sent, and while a part is away, so that more is logged. */
async function misuseSecrets(): Promise<void> {
  const once = { once: true }
  refusals.push(
    await staff.withKey(wrongKey).get('/external/profile', once),
    await staff.withKey(firstKey).get('/external/profile', once),
    await staff.post('/internal/agents', `{"password":"${password}"`, once),
    await staff.post('/internal/agents', { name: 5, email: 'x', password: [password] }, once),
    await staff.post(
      '/internal/agents',
      { name: 'Ada', email: 'ada@desk.example', password },
      once,
    ),
    await staff.get(`/internal/agents/${encodeURIComponent(password)}`, once),
    await staff.get(`/internal/agents?api_key=${firstKey}&page=${password}`, once),
    await staff.put('/internal/settings', { sd_ticket_prefix: wrongKey }, once),
  )
  await stack.kill('postgres')
  const again = { name: 'Eve', email: 'eve@desk.example', password }
  refusals.push(await staff.post('/internal/agents', again, once))
  await stack.waitReady()
}

function leaksIn(where: string, text: string | Buffer): string[] {
  return [...secrets]
    .filter(([, value]) => text.includes(value))
    .map(([name]) => `${name} in ${where}`)
}

it('no secret is in a log line', () => {
  expect(stack.logs().length).toBeGreaterThan(1_000)
  expect(leaksIn('the logs', stack.logs())).toEqual([])
})

it('no secret is in an event', async () => {
  const events = await truth.events()
  expect(events.map(({ type }) => type)).toContain('AgentPasswordChanged')
  expect(leaksIn('the log', JSON.stringify(events, decimals))).toEqual([])
})

it('no secret is in an error', () => {
  expect(refusals.map(({ status }) => status)).toEqual(
    refusals.map(() => expect.toSatisfy(isError)),
  )
  expect(refusals.flatMap(({ text }) => leaksIn(text, text))).toEqual([])
})

const isError = (status: unknown) => Number(status) >= 400

/** Tables, their write-ahead log, the event log's own file, the queue's: whatever it is, it is a file. */
it('no secret is in a file of any of the stores', async () => {
  await truth.rows('checkpoint')
  const leaks: string[] = []
  let files = 0
  for (const entry of await readdir(stack.dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = await readFile(path).catch(() => Buffer.alloc(0)) // removed meanwhile
    leaks.push(...leaksIn(path, bytes))
    files += 1
  }
  expect(files).toBeGreaterThan(100)
  expect(leaks).toEqual([])
})

const decimals = (_name: string, value: unknown) =>
  typeof value === 'bigint' ? value.toString() : value

import { randomUUID } from 'node:crypto'
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'

/**
 * A client as a careful integration would write it: one `Idempotency-Key` and one `X-Request-Id` per
 * write, whatever number of tries it takes. Tried again: no answer, 503, 429, and 409 with
 * `Retry-After` (the first try is still running). Everything else is an answer.
 */
export type PatientClient = AsyncDisposable & {
  get(path: string, options?: SendOptions): Promise<Answer>
  post(path: string, body?: unknown, options?: SendOptions): Promise<Answer>
  put(path: string, body?: unknown, options?: SendOptions): Promise<Answer>
  delete(path: string, options?: SendOptions): Promise<Answer>
  /** The same desk with another key, over the same connections. */
  withKey(apiKey: string): PatientClient
}

type SendOptions = {
  readonly headers?: Readonly<Record<string, string>>
  /** One try, and its answer whatever it is; no answer is an error. */
  readonly once?: boolean
}

export type Answer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** `undefined` where the text is not JSON. */
  readonly body: unknown
  readonly requestId: string
  readonly tries: number
}

export type PatientClientOptions = {
  readonly url: string
  readonly apiKey: string
  /** How long a request is tried again before its last failure is thrown. 60 s unless given. */
  readonly patienceMs?: number
  /** Sees the last answer of every write. */
  readonly onWritten?: (method: string, path: string, answer: Answer) => void
}

/** Longer than any bounded wait of the API; a process that is frozen must not hold a client for ever. */
const TRY_TIMEOUT_MS = 15_000
const DEFAULT_PATIENCE_MS = 60_000
const FIRST_PAUSE_MS = 25
const LONGEST_PAUSE_MS = 1_000

export function createPatientClient(options: PatientClientOptions): PatientClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  return clientOver(agent, options)
}

function clientOver(agent: Agent, options: PatientClientOptions): PatientClient {
  const send = (method: string, path: string, body?: unknown, sending: SendOptions = {}) =>
    sendWithPatience(agent, options, { method, path, body, sending })
  return {
    get: (path, sending) => send('GET', path, undefined, sending),
    post: (path, body, sending) => send('POST', path, body, sending),
    put: (path, body, sending) => send('PUT', path, body, sending),
    delete: (path, sending) => send('DELETE', path, undefined, sending),
    withKey: (apiKey) => clientOver(agent, { ...options, apiKey }),
    [Symbol.asyncDispose]: async () => agent.destroy(),
  }
}

type Wanted = {
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly sending: SendOptions
}

async function sendWithPatience(
  agent: Agent,
  options: PatientClientOptions,
  wanted: Wanted,
): Promise<Answer> {
  const { method, path, sending } = wanted
  const requestId = sending.headers?.['x-request-id'] ?? randomUUID()
  const headers = headersFor(wanted, options.apiKey, requestId)
  const payload = wanted.body === undefined ? undefined : encode(wanted.body)
  const request = { url: options.url + path, method, headers, payload }

  const giveUpAt = Date.now() + patienceOf(sending, options)
  for (let tries = 1; ; tries += 1) {
    const outcome = await tryOnce(agent, request)
    if (Date.now() >= giveUpAt || !isToBeTriedAgain(outcome)) {
      const answer = { ...answered(outcome, method, path), requestId, tries }
      if (method !== 'GET') options.onWritten?.(method, path, answer)
      return answer
    }
    await pause(pauseBefore(tries, outcome))
  }
}

function patienceOf(sending: SendOptions, options: PatientClientOptions): number {
  return sending.once ? 0 : (options.patienceMs ?? DEFAULT_PATIENCE_MS)
}

function headersFor(
  { method, body, sending }: Wanted,
  apiKey: string,
  requestId: string,
): Record<string, string> {
  return {
    'x-api-key': apiKey,
    'x-request-id': requestId,
    ...(method !== 'GET' && { 'idempotency-key': randomUUID() }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...sending.headers,
  }
}

type Reply = Omit<Answer, 'requestId' | 'tries'>
type Try = {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Buffer | undefined
}

function tryOnce(agent: Agent, { url, method, headers, payload }: Try): Promise<Reply | Error> {
  return new Promise((resolve) => {
    const sent = request(url, { agent, method, headers, timeout: TRY_TIMEOUT_MS })
    sent.once('timeout', () => sent.destroy(new Error(`no answer in ${TRY_TIMEOUT_MS} ms`)))
    sent.once('error', resolve)
    sent.once('response', (response) => {
      textOf(response).then(
        (text) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            body: parseJson(text),
          }),
        resolve,
      )
    })
    sent.end(payload)
  })
}

function answered(outcome: Reply | Error, method: string, path: string): Reply {
  if (outcome instanceof Error) throw new Error(`${method} ${path}`, { cause: outcome })
  return outcome
}

function isToBeTriedAgain(outcome: Reply | Error): boolean {
  if (outcome instanceof Error || outcome.status === 503 || outcome.status === 429) return true
  return outcome.status === 409 && outcome.headers['retry-after'] !== undefined
}

function pauseBefore(tries: number, outcome: Reply | Error): number {
  const asked = outcome instanceof Error ? 0 : Number(outcome.headers['retry-after'] ?? 0) * 1_000
  const growing = FIRST_PAUSE_MS * 2 ** Math.min(tries, 10)
  return Math.min(Math.max(asked, growing), LONGEST_PAUSE_MS)
}

/** A `Buffer` or text is sent as it is, so that a test can send what is no JSON. */
function encode(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @throws with the whole answer where the status is another one */
export function expectStatus(answer: Answer, ...statuses: readonly number[]): Answer {
  if (statuses.includes(answer.status)) return answer
  throw new Error(`expected ${statuses.join(' or ')}, got ${answer.status}: ${answer.text}`)
}

const withData = z.object({ data: z.unknown() })
const withId = z.object({ id: z.int() })

/** `data` of an answer with one of these statuses, 200 and 201 unless given. */
export function dataOf<T>(answer: Answer, schema: z.ZodType<T>): T {
  return schema.parse(withData.parse(expectStatus(answer, 200, 201).body).data)
}

export function idOf(answer: Answer): number {
  return dataOf(answer, withId).id
}

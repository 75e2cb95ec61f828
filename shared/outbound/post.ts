import type { LookupFunction } from 'node:net'
import { Client, errors } from 'undici'
import type { Address } from './resolve-host.ts'
import { addressesOf, type Reach, readTarget } from './target.ts'

type PostRequest = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** For all of it: name, connection, TLS, answer. */
  readonly limitMs: number
}

/** Why there was no answer, without an address or a text: it is kept, logged and shown. */
type PostFailure =
  | 'target-refused' // by the rules of `target.ts`
  | 'name-unknown'
  | 'connection-failed' // refused, unreachable, closed before it answered
  | 'tls-failed' // also a certificate that cannot be verified
  | 'timed-out'
  | 'answer-unreadable' // not HTTP, or headers beyond all measure

export class PostFailed extends Error {
  readonly code: PostFailure

  constructor(code: PostFailure) {
    super(`Not posted: ${code}`)
    this.name = 'PostFailed'
    this.code = code
  }
}

/** What a polite receiver sends along with its status is read to its end; the rest is not waited for. */
const MOST_BODY_BYTES = 16 * 1024
const MOST_BODY_MS = 500

const MOST_HEADER_BYTES = 16 * 1024

/**
 * One POST, on a connection of its own, which ends with it. The name is looked up once, and the addresses that
 * were checked are those that are connected to. A redirect is an answer like any other: nothing follows it.
 * @throws PostFailed
 */
export async function post(request: PostRequest, reach: Reach): Promise<{ status: number }> {
  const limit = AbortSignal.timeout(request.limitMs)
  try {
    const checked = await within(limit, checkedAddresses(request, reach))
    return await send(request, { ...checked, limit })
  } catch (error) {
    throw limit.aborted ? new PostFailed('timed-out') : failureOf(error)
  }
}

async function checkedAddresses({ url, limitMs }: PostRequest, reach: Reach) {
  const target = readTarget(url, reach)
  if (target.refused !== null) throw new PostFailed('target-refused')
  const addresses = await addressesOf(target, { ...reach, limitMs })
  if (addresses === null) throw new PostFailed('target-refused')
  if (addresses.length === 0) throw new PostFailed('name-unknown')
  return { url: target.url, addresses }
}

type Checked = {
  readonly url: URL
  readonly addresses: readonly Address[]
  readonly limit: AbortSignal
}

async function send({ headers, body }: PostRequest, { url, addresses, limit }: Checked) {
  const client = new Client(url.origin, {
    connect: { lookup: pinnedTo(addresses), rejectUnauthorized: true },
    allowH2: false,
    maxHeaderSize: MOST_HEADER_BYTES,
  })
  try {
    const path = `${url.pathname}${url.search}`
    const answer = await client.request({ method: 'POST', path, headers, body, signal: limit })
    const signal = AbortSignal.any([limit, AbortSignal.timeout(MOST_BODY_MS)])
    await answer.body.dump({ limit: MOST_BODY_BYTES, signal }).catch(() => undefined)
    return { status: answer.statusCode }
  } finally {
    await client.destroy()
  }
}

/** Node asks for one address or for all, as it tries them in turn. */
function pinnedTo(addresses: readonly Address[]): LookupFunction {
  return (_host, { all }, callback) => {
    const [first] = addresses
    if (all === true || first === undefined) callback(null, [...addresses])
    else callback(null, first.address, first.family)
  }
}

/** What it rejects with after its end is nobody's any more. */
function within<Value>(limit: AbortSignal, work: Promise<Value>): Promise<Value> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>()
  limit.addEventListener('abort', () => reject(limit.reason), { once: true })
  work.then(resolve, reject)
  return promise
}

function failureOf(error: unknown): PostFailed {
  if (error instanceof PostFailed) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/TIMEOUT|TIMEDOUT/.test(code)) return new PostFailed('timed-out')
  if (isUnreadable(error, code)) return new PostFailed('answer-unreadable')
  if (/CERT|TLS|SSL|EPROTO|SIGNATURE/.test(code)) return new PostFailed('tls-failed')
  return new PostFailed('connection-failed')
}

/** An answer that nobody asked for, such as 101, meets an assertion in undici. */
function isUnreadable(error: unknown, code: string): boolean {
  const isNoHttp = error instanceof errors.HTTPParserError
  return isNoHttp || code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'ERR_ASSERTION'
}

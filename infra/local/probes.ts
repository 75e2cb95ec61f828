import { once } from 'node:events'
import { connect } from 'node:net'
import { addAbortSignal } from 'node:stream'
import pg from 'pg'

/** A probe that takes longer than this is as good as a refusal; the next one follows at once. */
const PROBE_LIMIT_MS = 2000

export async function acceptsTcp(port: number, signal: AbortSignal): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port })
  try {
    await once(socket, 'connect', { signal: limited(signal) })
    return true
  } finally {
    socket.destroy()
  }
}

export async function answersHttp(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(url, { signal: limited(signal) })
  await response.body?.cancel()
  return response.ok
}

/** Accepting connections is not enough: while it loads its file, Redis answers `-LOADING`. */
export async function answersPing(
  port: number,
  password: string,
  signal: AbortSignal,
): Promise<boolean> {
  const socket = addAbortSignal(limited(signal), connect({ host: '127.0.0.1', port }))
  try {
    socket.write(`AUTH ${password}\r\nPING\r\n`)
    let answer = ''
    for await (const chunk of socket) {
      answer += String(chunk)
      if (answer.includes('+PONG')) return true
      if (/^-/m.test(answer)) return false
    }
    return false
  } finally {
    socket.destroy()
  }
}

/** Ready means that it takes a query; the database itself is made on the way where it is missing. */
export async function answersQuery(url: string, signal: AbortSignal): Promise<boolean> {
  const wanted = new URL(url)
  const database = wanted.pathname.slice(1)
  wanted.pathname = '/postgres'
  signal.throwIfAborted()
  const client = new pg.Client({
    connectionString: wanted.href,
    connectionTimeoutMillis: PROBE_LIMIT_MS,
    query_timeout: PROBE_LIMIT_MS,
  })
  client.on('error', () => {}) // a server that dies meanwhile fails the query, which tells enough
  try {
    await client.connect()
    const found = await client.query('select 1 from pg_database where datname = $1', [database])
    if (found.rowCount === 0) {
      await client.query(`create database ${client.escapeIdentifier(database)}`)
    }
    return true
  } finally {
    await client.end().catch(() => {})
  }
}

function limited(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(PROBE_LIMIT_MS)])
}

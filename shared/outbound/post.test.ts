import type { Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeCertificate } from '../testing/certificate.ts'
import { forbiddenUrls } from '../testing/forbidden-urls.ts'
import { startNameServer, type TestNameServer } from '../testing/name-server.ts'
import { startRawReceiver, startReceiver } from '../testing/receiver.ts'
import { checkTarget } from './check-target.ts'
import { PostFailed, post } from './post.ts'

let names: TestNameServer
beforeAll(async () => {
  names = await startNameServer()
})
afterAll(() => names[Symbol.asyncDispose]())

const LIMIT_MS = 1_000

const allowingLocal = { allowed: [{ host: '127.0.0.1', port: null }] }

const send = (url: string, reach: Parameters<typeof post>[1] = allowingLocal) =>
  post(
    { url, headers: { 'content-type': 'application/json' }, body: '{"a":1}', limitMs: LIMIT_MS },
    reach,
  )

const sendAsStranger = (url: string) => send(url, { allowed: [], nameServers: [names.address] })

async function failureOf(sent: Promise<unknown>): Promise<string> {
  const [result] = await Promise.allSettled([sent])
  if (result.status === 'fulfilled') return 'none'
  return result.reason instanceof PostFailed ? result.reason.code : String(result.reason)
}

describe('a request', () => {
  it('arrives as it was given, and its answer’s status comes back', async () => {
    await using receiver = await startReceiver((response) => response.writeHead(418).end('tea'))

    expect(await send(`${receiver.url}in?to=desk#part`)).toEqual({ status: 418 })

    expect(receiver.received).toEqual([
      expect.objectContaining({ method: 'POST', path: '/in?to=desk', body: '{"a":1}' }),
    ])
    expect(receiver.received[0]?.headers).toMatchObject({ 'content-type': 'application/json' })
  })

  it('goes nowhere else where it is redirected', async () => {
    await using inside = await startReceiver()
    await using receiver = await startReceiver((response) =>
      response.writeHead(307, { location: inside.url }).end(),
    )

    expect(await send(receiver.url)).toEqual({ status: 307 })
    expect(inside.received).toEqual([])
  })
})

describe('an address inside', () => {
  it.each(forbiddenUrls)('is not sent to: %j', async (url) => {
    expect(await failureOf(sendAsStranger(url))).toBe('target-refused')
  })

  it('is not sent to where a name was changed to it after the URL was saved', async () => {
    await using receiver = await startReceiver()
    const url = receiver.url.replace('127.0.0.1', 'rebound.example.com')
    names.set('rebound.example.com', ['93.184.215.14'])
    expect(await checkTarget(url, { allowed: [], nameServers: [names.address] })).toBeNull()

    names.set('rebound.example.com', ['127.0.0.1'])

    expect(await failureOf(sendAsStranger(url))).toBe('target-refused')
    expect(receiver.received).toEqual([])
  })

  it('is not sent to where another address of the name is public', async () => {
    names.set('both.example.com', ['93.184.215.14', '127.0.0.1'])
    expect(await failureOf(sendAsStranger('http://both.example.com/'))).toBe('target-refused')
  })

  it('cannot be slipped in between the check and the connection: a name is asked for once', async () => {
    await using receiver = await startReceiver()
    const host = 'once.example.com' // which this machine does not know
    names.set(host, ['127.0.0.1'])
    const before = names.asked.length

    const reach = { allowed: [{ host, port: null }], nameServers: [names.address] }
    expect(await send(receiver.url.replace('127.0.0.1', host), reach)).toEqual({ status: 204 })

    expect(names.asked.slice(before).toSorted()).toEqual([`${host} A`, `${host} AAAA`])
    expect(receiver.received[0]?.headers).toMatchObject({ host: expect.stringContaining(host) })
  })
})

describe('a name', () => {
  it('that leads nowhere fails as such, and one that nobody answers for in time', async () => {
    names.set('silent.example.com', 'silence')
    expect(await failureOf(sendAsStranger('http://nowhere.example.com/'))).toBe('name-unknown')
    expect(await failureOf(sendAsStranger('http://silent.example.com/'))).toMatch(
      /^(timed-out|name-unknown)$/,
    )
  })

  it('of an allowed host is found as this machine knows it', async () => {
    await using receiver = await startReceiver()
    const url = receiver.url.replace('127.0.0.1', 'localhost')
    expect(await send(url, { allowed: [{ host: 'localhost', port: null }] })).toEqual({
      status: 204,
    })
  })
})

const head = 'HTTP/1.1 200 OK\r\n'
const forEver = (socket: Socket, text: string, everyMs = 20) => {
  const timer = setInterval(() => socket.write(text), everyMs)
  socket.on('close', () => clearInterval(timer))
}
const drip = (socket: Socket, text: string) => {
  const characters = text[Symbol.iterator]()
  const timer = setInterval(() => socket.write(characters.next().value ?? ''), 5)
  socket.on('close', () => clearInterval(timer))
}
const flood = (socket: Socket, chunk: string) => {
  const pump = () => {
    while (!socket.destroyed && socket.write(chunk)) continue
  }
  socket.on('drain', pump)
  pump()
}

/** How receivers go wrong after they were asked, and what the sender makes of it. */
const misbehaving: readonly [string, (socket: Socket) => void, number | string][] = [
  ['never says a word', () => undefined, 'timed-out'],
  ['closes at once', (socket) => socket.end(), 'connection-failed'],
  ['breaks the connection', (socket) => socket.resetAndDestroy(), 'connection-failed'],
  ['closes within its headers', (socket) => socket.end(`${head}X-A: `), 'connection-failed'],
  ['says garbage', (socket) => socket.end('\0\x01garbage\r\n\r\n'), 'answer-unreadable'],
  ['speaks another protocol', (socket) => socket.end('220 mail ready\r\n'), 'answer-unreadable'],
  [
    'sends its headers byte by byte',
    (socket) => drip(socket, `${head}X-A: ${'b'.repeat(1_000)}`),
    'timed-out',
  ],
  [
    'sends header after header for ever',
    (socket) => {
      socket.write(head)
      forEver(socket, 'X-A: b\r\n')
    },
    'timed-out',
  ],
  [
    'floods with headers',
    (socket) => {
      socket.write(head)
      flood(socket, `X-A: ${'b'.repeat(1_000)}\r\n`)
    },
    'answer-unreadable',
  ],
  ['says to wait, for ever', (s) => forEver(s, 'HTTP/1.1 102 Processing\r\n\r\n'), 'timed-out'],
  [
    'floods with one header',
    (socket) => flood(socket, `${head}X-A: ${'b'.repeat(10_000)}`),
    'answer-unreadable',
  ],
  [
    'sends a body without end',
    (socket) => {
      socket.write(`${head}\r\n`)
      flood(socket, 'x'.repeat(64 * 1024))
    },
    200,
  ],
  [
    'promises 100 MB and sends them',
    (socket) => {
      socket.write(`${head}Content-Length: 104857600\r\n\r\n`)
      flood(socket, 'x'.repeat(64 * 1024))
    },
    200,
  ],
  ['stops within its body', (s) => s.write(`${head}Content-Length: 10\r\n\r\nabc`), 200],
  ['closes within its body', (s) => s.end(`${head}Content-Length: 10\r\n\r\nabc`), 200],
  [
    'sends chunks that are none',
    (s) => s.end(`${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`),
    200,
  ],
  ['compresses nonsense', (s) => s.end(`${head}Content-Encoding: gzip\r\n\r\nabc`), 200],
  [
    'drips its body',
    (socket) => {
      socket.write(`${head}\r\n`)
      forEver(socket, 'x')
    },
    200,
  ],
  [
    'switches protocols',
    (s) => s.end('HTTP/1.1 101 Go\r\nUpgrade: x\r\n\r\n'),
    'answer-unreadable',
  ],
  ['answers twice', (s) => s.end(`${head}Content-Length: 0\r\n\r\n`.repeat(2)), 200],
]

describe('a receiver that speaks TLS', () => {
  const certificate = makeCertificate('localhost')
  const localhost = { allowed: [{ host: 'localhost', port: null }] }

  it('is believed where a known authority vouches for its name', async () => {
    await using receiver = await startReceiver(undefined, certificate)
    using _trust = trusting(certificate.cert)

    expect(await send(receiver.url.replace('127.0.0.1', 'localhost'), localhost)).toEqual({
      status: 204,
    })
  })

  it('is told nothing where nobody vouches for it, or it goes by another name', async () => {
    await using receiver = await startReceiver(undefined, certificate)
    const unknown = failureOf(send(receiver.url.replace('127.0.0.1', 'localhost'), localhost))
    expect(await unknown).toBe('tls-failed')

    using _trust = trusting(certificate.cert)
    expect(await failureOf(send(receiver.url))).toBe('tls-failed')
    expect(receiver.received).toEqual([])
  })

  it('fails as such where it does not speak TLS', async () => {
    await using receiver = await startReceiver()
    expect(await failureOf(send(receiver.url.replace('http:', 'https:')))).toBe('tls-failed')
  })
})

function trusting(cert: string): Disposable {
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, cert])
  return { [Symbol.dispose]: () => setDefaultCACertificates(before) }
}

describe('a receiver', () => {
  it.each(misbehaving)(
    'that %s costs bounded time and no connection',
    async (_how, speak, told) => {
      await using receiver = await startRawReceiver((socket) => {
        socket.once('data', () => speak(socket))
      })
      const startedAt = performance.now()

      const [sent] = await Promise.allSettled([send(receiver.url)])

      const outcome = sent.status === 'fulfilled' ? sent.value.status : sent.reason.code
      expect(outcome).toBe(told)
      expect(performance.now() - startedAt).toBeLessThan(LIMIT_MS + 1_000)
      await vi.waitFor(() => expect(receiver.open()).toBe(0))
    },
  )

  it('that floods costs bounded memory', async () => {
    await using receiver = await startRawReceiver((socket) => {
      socket.once('data', () => {
        socket.write(`${head}\r\n`)
        flood(socket, 'x'.repeat(64 * 1024))
      })
    })
    const before = process.memoryUsage().rss
    await Promise.all(Array.from({ length: 50 }, () => send(receiver.url)))
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  })

  it('that is not there fails within the limit', async () => {
    const gone = await startReceiver()
    await gone[Symbol.asyncDispose]()
    expect(await failureOf(send(gone.url))).toBe('connection-failed')
  })

  it('that hangs takes nothing from another', async () => {
    await using dead = await startRawReceiver(() => undefined)
    await using receiver = await startReceiver()
    const hanging = Array.from({ length: 100 }, () => failureOf(send(dead.url)))
    const startedAt = performance.now()

    expect(await send(receiver.url)).toEqual({ status: 204 })

    expect(performance.now() - startedAt).toBeLessThan(LIMIT_MS)
    expect(new Set(await Promise.all(hanging))).toEqual(new Set(['timed-out']))
  })
})

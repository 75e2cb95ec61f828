import type { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { failureOf, limitMs, send } from '../testing/outbound-post.ts'
import { startRawReceiver, startReceiver } from '../testing/receiver.ts'
import { until } from '../testing/until.ts'

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
      expect(performance.now() - startedAt).toBeLessThan(limitMs + 1_000)
      await until(() => expect(receiver.open()).toBe(0))
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

    expect(performance.now() - startedAt).toBeLessThan(limitMs)
    expect(new Set(await Promise.all(hanging))).toEqual(new Set(['timed-out']))
  })
})

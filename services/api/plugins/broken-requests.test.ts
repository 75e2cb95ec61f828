import { once } from 'node:events'
import { connect } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { firstKey } from '../testing/start-test-desk.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const desk = useTestDesk({ requestsPerMinute: 1_000 })
let port: number
beforeAll(async () => {
  port = Number(new URL(await desk.app.listen({ host: '127.0.0.1', port: 0 })).port)
})

const labels = '/api/v1/internal/labels'
const end = 'Connection: close\r\n\r\n'
const known = `Host: x\r\nX-API-KEY: ${firstKey}\r\nContent-Type: application/json\r\n`
const post = `POST ${labels} HTTP/1.1\r\n${known}`
const lines = (count: number) => Array.from({ length: count }, (_, i) => `x-${i}: y\r\n`).join('')

test.each([
  ['nonsense', 'nonsense\r\n\r\n', 400],
  ['a method that there is not', `FOO ${labels} HTTP/1.1\r\n${known}${end}`, 400],
  ['a NUL in the path', `GET /api/v1/\u0000 HTTP/1.1\r\n${known}${end}`, 400],
  ['a path that cannot be decoded', `GET ${labels}/%zz HTTP/1.1\r\n${known}${end}`, 400],
  ['a path that is too long', `GET ${labels}/${'9'.repeat(500)} HTTP/1.1\r\n${known}${end}`, 404],
  ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['no Host', `GET ${labels} HTTP/1.1\r\n${end}`, 400],
  ['a header without a name', `GET ${labels} HTTP/1.1\r\nHost: x\r\n: y\r\n${end}`, 400],
  ['a header that is too large', `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n${end}`, 431],
  ['too many headers', `GET / HTTP/1.1\r\nHost: x\r\n${lines(3_000)}${end}`, 431],
  ['a length that is no number', `${post}Content-Length: abc\r\n${end}`, 400],
  ['a length below zero', `${post}Content-Length: -1\r\n${end}`, 400],
  ['two lengths', `${post}Content-Length: 1\r\nContent-Length: 2\r\n${end}`, 400],
  ['a length over the limit', `${post}Content-Length: 99999999999\r\n${end}`, 413],
  ['an unknown transfer coding', `${post}Transfer-Encoding: foo\r\n${end}`, 400],
  [
    'a transfer coding that we do not undo',
    `${post}Transfer-Encoding: gzip, chunked\r\n${end}2\r\n{}\r\n0\r\n\r\n`,
    415,
  ],
  ['a broken chunk', `${post}Transfer-Encoding: chunked\r\n${end}zz\r\n{}\r\n0\r\n\r\n`, 400],
  ['a packed body', `${post}Content-Encoding: gzip\r\nContent-Length: 2\r\n${end}{}`, 415],
  [
    'another alphabet',
    `POST ${labels} HTTP/1.1\r\nHost: x\r\nX-API-KEY: ${firstKey}\r\n` +
      `Content-Type: application/json; charset=latin1\r\nContent-Length: 2\r\n${end}{}`,
    415,
  ],
  [
    'an expectation that we do not meet',
    `${post}Expect: wonders\r\nContent-Length: 2\r\n${end}`,
    417,
  ],
  ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n', 405],
])(
  '%s is answered in the one shape of errors, with a request id and the limit',
  async (_what, text, status) => {
    const answer = await send(text)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [A-Z]`))
    expect(answer).toMatch(/\r\nx-request-id: [0-9a-f-]{36}\r\n/)
    expect(answer).toMatch(/\r\ncontent-type: application\/json; charset=utf-8\r\n/i)
    for (const told of ['limit: 1000', 'remaining: \\d+', 'reset: \\d+']) {
      expect(answer).toMatch(new RegExp(`\r\nx-ratelimit-${told}\r\n`))
    }
    expect(answer).toMatch(/\r\n\r\n\{"message":"[^"]+"\}$/)
  },
)

test('who waits to be told to go on is, and older clients need no Host', async () => {
  const body = '{"name": "expected", "color": "#00ff00"}'
  const waiting = `${post}Expect: 100-continue\r\nContent-Length: ${body.length}\r\n${end}${body}`
  expect(await send(waiting)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 Created/)
  expect(await send('GET /health-check HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 OK/)
})

test('a path that cannot be decoded tells the limit, too, and is safe to show', async () => {
  const answer = await desk.app.inject(`${labels}/%zz`)
  expect(answer.headers).toMatchObject({
    'x-ratelimit-limit': '1000',
    'x-content-type-options': 'nosniff',
  })
})

test('who sends too much that cannot be read is told to wait, as anybody', async () => {
  await using other = await desk.startApi({ requestsPerMinute: 2 })
  const address = await other.app.listen({ host: '127.0.0.1', port: 0 })
  const to = Number(new URL(address).port)
  let last = ''
  for (let sent = 0; sent < 10 && !last.includes(' 429 '); sent += 1) {
    last = await send('nonsense\r\n\r\n', to)
  }
  expect(last).toMatch(/^HTTP\/1\.1 429 Too Many Requests\r\n/)
  expect(last).toMatch(/\r\nretry-after: \d+\r\n/)
  expect(last).toMatch(/\r\n\r\n\{"message":"Too Many Attempts\."\}$/)
})

test('who asks for a tunnel and is gone before the answer harms nobody', async () => {
  const tunnel = 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n'
  const others = Array.from({ length: 20 }, async () => {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(tunnel, () => socket.resetAndDestroy())
    await once(socket, 'close')
  })
  await Promise.all(others)
  expect(await send('GET /health-check HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 OK/)
})

async function send(text: string, to = port): Promise<string> {
  const socket = connect(to, '127.0.0.1')
  let answer = ''
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    answer += chunk
  })
  socket.on('error', () => undefined) // a reset may follow an answer that came before all was sent
  socket.write(text)
  await once(socket, 'close')
  return answer
}

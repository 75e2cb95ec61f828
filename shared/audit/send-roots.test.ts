import { once } from 'node:events'
import { mkdtemp, mkdtempDisposable, rm, writeFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { startEventStoreNode } from '../../infra/event-store-node/start-event-store-node.ts'
import { connectEventStore } from '../event-store/connect.ts'
import { createLogger } from '../observability/logger.ts'
import { appendChained } from '../testing/chained-log.ts'
import { listen } from '../testing/listen.ts'
import { type OutsideRoot, parseOutsideRoot } from './audit-root.ts'
import { keepRoots } from './keep-roots.ts'
import { readSentRoots, sendRootsTo } from './send-roots.ts'
import { makeSigningKey, readSigningKey } from './signing-key.ts'

const key = readSigningKey(makeSigningKey())

/** A receiver of roots as somebody outside runs one; `answer` gets how many came before. */
async function startReceiver(answer: (response: ServerResponse, before: number) => void) {
  const received: { readonly body: string; readonly type: string | undefined }[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ body, type: request.headers['content-type'] })
      answer(response, received.length - 1)
    })
  })
  return {
    url: `http://127.0.0.1:${await listen(server)}/roots`,
    received,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

test('a root that a receiver refuses comes again until it is taken, and that is logged once', async () => {
  await using receiver = await startReceiver((response, before) => {
    response.writeHead(before < 2 ? 503 : 204).end()
  })
  const logged: string[] = []
  const sent = await keepUntilSent(sendRootsTo(receiver.url), logged)

  expect(receiver.received).toHaveLength(3)
  for (const { body, type } of receiver.received) {
    expect(type).toBe('application/x-ndjson')
    expect(body.endsWith('\n')).toBe(true)
    expect(parseOutsideRoot(body)).toEqual(sent)
  }
  expect(logged).toHaveLength(1)
  expect(logged[0]).toContain('The receiver of audit roots answered 503')
})

test('a receiver that never answers is given up in time', async () => {
  await using receiver = await startReceiver(() => undefined)
  const send = sendRootsTo(receiver.url, 200)
  const startedAt = performance.now()
  await expect(send(anyRoot)).rejects.toThrow(/timeout/)
  expect(performance.now() - startedAt).toBeLessThan(3_000)
})

test('a root follows no receiver to another address', async () => {
  await using elsewhere = await startReceiver((response) => response.writeHead(204).end())
  await using receiver = await startReceiver((response) => {
    response.writeHead(307, { location: elsewhere.url }).end()
  })
  await expect(sendRootsTo(receiver.url)(anyRoot)).rejects.toThrow(/fetch failed/)
  expect(elsewhere.received).toEqual([])
})

describe('roots that were kept in a file', () => {
  const line = () => JSON.stringify(anyRoot)
  const cutOff = () => line().slice(0, 40)

  test.each([
    ['by the newline of another system', () => `${line()}\r\n${line()}\r\n`],
    ['by blanks', () => `${line()}  \n${line()}\t\n`],
    ['by an empty line', () => `\n${line()}\n\n${line()}\n\n`],
    ['by nothing, at the end of the file', () => `${line()}\n${line()}`],
  ])('are read where their lines are ended %s', async (_how, text) => {
    expect(await readText(text())).toEqual([anyRoot, anyRoot])
  })

  test.each([
    ['last', () => `${line()}\n${cutOff()}`],
    ['before the root that was sent again', () => `${cutOff()}\n${line()}\n`],
  ])('lack the one that a crash has cut off, %s', async (_where, text) => {
    expect(await readText(text())).toEqual([anyRoot])
  })

  test.each([
    ['other text', () => `${line()}\nShopping list\n`],
    ['a root with something behind it', () => `${line()}\n${line()} # the last\n${line()}\n`],
    ['JSON that is no root', () => `${line()}\n{"events":1}\n`],
    ['one of several that are cut off', () => `${line()}\n${cutOff()}\n${cutOff()}\n`],
  ])('cannot be told from %s', async (_what, text) => {
    await expect(readText(text())).rejects.toThrow(/^Line 2 of .*roots is no root$/)
  })

  test('are none in an empty file', async () => {
    expect(await readText('')).toEqual([])
  })

  async function readText(text: string) {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'deskhive-roots-'))
    const file = join(folder.path, 'roots')
    await writeFile(file, text)
    return await readSentRoots(file)
  }
})

const anyRoot: OutsideRoot = {
  events: 1,
  manifest_hash: '0'.repeat(64),
  position: '0',
  public_key: key.publicKey,
  root: '0'.repeat(64),
  signature: 'signed',
  signed_at: '2026-01-01T00:00:00.000Z',
  revision: 0,
}

/** Signs a log of one event and stops when its root was taken. @returns the root */
async function keepUntilSent(
  send: (root: OutsideRoot) => Promise<void>,
  logged: string[],
): Promise<OutsideRoot | null> {
  const dir = await mkdtemp(join(tmpdir(), 'deskhive-roots-'))
  try {
    await using node = await startEventStoreNode({ dir })
    await using store = connectEventStore(node.url, { upcasters: {} })
    await appendChained(store, 'ticket-1', [{ type: 'TestNoted', data: {} }])
    const stop = new AbortController()
    let taken: OutsideRoot | null = null
    await keepRoots({
      store,
      key,
      everyEvents: 1,
      everyMs: 60_000,
      signal: stop.signal,
      isOwner: () => true,
      send: async (root) => {
        await send(root)
        taken = root
        stop.abort()
      },
      logger: createLogger({ service: 'test' }, { write: (line) => void logged.push(line) }),
    })
    return taken
  } finally {
    await rm(dir, { recursive: true })
  }
}

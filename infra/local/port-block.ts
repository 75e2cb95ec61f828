import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { CannotStart } from './part.ts'

// A port that was found free can be taken before the program that it is meant for listens there. So whoever
// hands out ports holds a block of them: it listens on the block's first port, its guard, as long as it
// lives, and nobody who does the same hands out one of the others. The system frees the guard of whoever
// dies, however it dies. Other programs know nothing of blocks; their ports are found not to be free.

// Below the ports that systems give to outgoing connections (Linux 32768, others 49152): from that range
// a client that retries a dead server can be given the server's own port, and so keep it from coming back.
const LOWEST = 20_000
const HIGHEST = 32_000
/** More than anybody needs, so that a few that other programs listen on do no harm. */
const BLOCK_SIZE = 16
const BLOCKS = (HIGHEST - LOWEST) / BLOCK_SIZE
const ATTEMPTS = 200

const LOOPBACK = '127.0.0.1'

/** Nobody else is given its ports until it is disposed of. */
export type PortBlock = AsyncDisposable & {
  /** Those that nobody listened on, ascending. */
  readonly ports: readonly number[]
}

/**
 * @param needed how many of its ports have to be free
 * @param like a port whose block is taken where nobody else holds that
 */
export async function holdPortBlock(needed: number, like?: number): Promise<PortBlock> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const guard = (attempt === 0 && guardOf(like)) || LOWEST + BLOCK_SIZE * randomInt(BLOCKS)
    const server = createServer((connection) => connection.destroy())
    if ((await tryToListen(server, LOOPBACK, guard)) !== null) continue

    const ports = await freePortsBehind(guard)
    if (ports.length >= needed) return { ports, [Symbol.asyncDispose]: () => close(server) }
    await close(server)
  }
  throw new CannotStart(`No free ports between ${LOWEST} and ${HIGHEST} on ${LOOPBACK}`)
}

function guardOf(port: number | undefined): number | null {
  if (port === undefined || port < LOWEST || port >= HIGHEST) return null
  return port - ((port - LOWEST) % BLOCK_SIZE)
}

async function freePortsBehind(guard: number): Promise<number[]> {
  const free: number[] = []
  for (let port = guard + 1; port < guard + BLOCK_SIZE; port++) {
    if ((await whyNotFree(LOOPBACK, port)) === null) free.push(port)
  }
  return free
}

/** @returns null where somebody could listen there */
export async function whyNotFree(host: string, port: number): Promise<Error | null> {
  const server = createServer()
  const error = await tryToListen(server, host, port)
  if (error === null) await close(server)
  return error
}

/** @returns why not */
async function tryToListen(server: Server, host: string, port: number): Promise<Error | null> {
  try {
    server.listen({ host, port, exclusive: true })
    await once(server, 'listening')
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

async function close(server: Server): Promise<void> {
  server.close()
  await once(server, 'close')
}

import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { type DataFolder, readIfThere, writePrivately } from './data-folder.ts'
import { CannotStart } from './part.ts'

const portOwners = ['postgres', 'event-store', 'redis', 'projector', 'notifier', 'api'] as const
export type Ports = Readonly<Record<(typeof portOwners)[number], number>>

// Below the ports that systems give to outgoing connections (Linux 32768, others 49152): from that range
// a client that retries a dead server can be given the server's own port, and so keep it from coming back.
const LOWEST = 20_000
const HIGHEST = 32_000
const ATTEMPTS = 200

const remembered = z.record(z.string(), z.int().min(1).max(65_535))

/** The ports of the last time where they are still free, so that addresses outlive a restart; else new ones. */
export async function choosePorts(folder: DataFolder): Promise<Ports> {
  const path = join(folder.root, 'ports.json')
  const before = parsePorts(await readIfThere(path))
  const chosen: Record<string, number> = {}
  for (const owner of portOwners) {
    chosen[owner] = await choosePort(before[owner], Object.values(chosen))
  }
  const ports = parseChosen(chosen)
  await writePrivately(path, JSON.stringify(ports))
  return ports
}

async function choosePort(before: number | undefined, taken: number[]): Promise<number> {
  if (before !== undefined && (await isFree(before))) return before

  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const candidate = randomInt(LOWEST, HIGHEST)
    if (!taken.includes(candidate) && (await isFree(candidate))) return candidate
  }
  throw new CannotStart(`No free port between ${LOWEST} and ${HIGHEST} on ${LOOPBACK}`)
}

const LOOPBACK = '127.0.0.1'

async function isFree(port: number): Promise<boolean> {
  return (await tryToListen(LOOPBACK, port)) === null
}

/** @throws CannotStart where nobody can listen there, with what to change */
export async function requireFree(host: string, port: number): Promise<void> {
  const error = await tryToListen(host, port)
  if (error === null) return
  if ('code' in error && error.code === 'EADDRINUSE') {
    throw new CannotStart(
      `Port ${port} on ${host} is taken by another program. Set PORT to another one.`,
    )
  }
  throw new CannotStart(
    `HOST ${host} with PORT ${port} cannot be listened on: ${error.message}. Set others.`,
    { cause: error },
  )
}

/** @returns why not */
async function tryToListen(host: string, port: number): Promise<Error | null> {
  const server = createServer()
  try {
    server.listen({ host, port, exclusive: true })
    await once(server, 'listening')
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    server.close()
  }
}

function parsePorts(text: string | null): Record<string, number> {
  if (text === null) return {}
  try {
    return remembered.parse(JSON.parse(text))
  } catch {
    return {} // an unreadable memory is no memory
  }
}

function parseChosen(chosen: Record<string, number>): Ports {
  return z.record(z.enum(portOwners), z.int()).parse(chosen)
}

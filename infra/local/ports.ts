import { join } from 'node:path'
import { z } from 'zod'
import { type DataFolder, readIfThere, writePrivately } from './data-folder.ts'
import { CannotStart } from './part.ts'
import { holdPortBlock, type PortBlock, whyNotFree } from './port-block.ts'

const portOwners = ['postgres', 'event-store', 'redis', 'projector', 'notifier', 'api'] as const
type PortOwner = (typeof portOwners)[number]
export type Ports = Readonly<Record<PortOwner, number>>

/** No other DeskHive of this machine takes them until they are disposed of. */
export type HeldPorts = AsyncDisposable & { readonly ports: Ports }

const remembered = z.partialRecord(z.enum(portOwners), z.int().min(1).max(65_535))
type Remembered = z.output<typeof remembered>

/** The ports of the last time where they can still be had, so that addresses outlive a restart; else new ones. */
export async function holdPorts(folder: Pick<DataFolder, 'root'>): Promise<HeldPorts> {
  const path = join(folder.root, 'ports.json')
  const before = parsePorts(await readIfThere(path))
  await using undo = new AsyncDisposableStack()
  const block = undo.use(await holdPortBlock(portOwners.length, before.postgres))
  const ports = choosePorts(block, before)
  await writePrivately(path, JSON.stringify(ports))
  const held = undo.move()
  return { ports, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

function choosePorts(block: PortBlock, before: Remembered): Ports {
  const free = new Set(block.ports)
  const chosen: Record<string, number> = {}
  for (const owner of portOwners) {
    const port = before[owner]
    if (port !== undefined && free.delete(port)) chosen[owner] = port
  }
  const others = free.values()
  for (const owner of portOwners) chosen[owner] ??= others.next().value ?? 0
  return z.record(z.enum(portOwners), z.int().min(1)).parse(chosen)
}

/** @throws CannotStart where nobody can listen there, with what to change */
export async function requireFree(host: string, port: number): Promise<void> {
  const error = await whyNotFree(host, port)
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

function parsePorts(text: string | null): Remembered {
  if (text === null) return {}
  try {
    return remembered.parse(JSON.parse(text))
  } catch {
    return {} // an unreadable memory is no memory
  }
}

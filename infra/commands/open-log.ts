import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pid } from 'node:process'
import type { TransportName } from '@deskhive/shared/event-store/connect.ts'
import { WrongUse } from '#commands/command.ts'
import { copyLog, isLogWritable } from '#commands/copy-log.ts'
import {
  type EventStoreNode,
  startEventStoreNode,
} from '../event-store-node/start-event-store-node.ts'
import { type DataFolder, dataFolderAt, isMissing, openDataFolder } from '../local/data-folder.ts'
import { DataFolderHeld, isDataFolderHeld, lockDataFolder } from '../local/lock-data-folder.ts'
import { CannotStart } from '../local/part.ts'
import { readAddresses } from '../local/running-addresses.ts'

/** Where a log can be read, as long as this is not disposed of. */
export type OpenLog = AsyncDisposable & { readonly url: string }

/** There is none where it was looked for. */
export class NoLog extends WrongUse {
  override readonly name = 'NoLog'
}

export type LogPlace = {
  readonly eventStoreUrl: string | null
  readonly dataDir: string | null
  /** What it is to be reached by. */
  readonly transport: TransportName
}

/**
 * The log at an address, else that of a data folder: through the desk that runs on it, or through a node of
 * its own that is stopped afterwards; of a folder that may only be read, on a copy.
 * @throws NoLog, LogInUse, CannotStart
 */
export async function openLog({ eventStoreUrl, dataDir }: LogPlace): Promise<OpenLog> {
  if (eventStoreUrl !== null) return openElsewhere(eventStoreUrl)
  return openLogOf(resolve(dataDir ?? '.data'))
}

function openElsewhere(url: string): OpenLog {
  return { url, [Symbol.asyncDispose]: async () => undefined }
}

async function openLogOf(dataDir: string): Promise<OpenLog> {
  const folder = dataFolderAt(dataDir)
  await access(folder.eventStore).catch((error: unknown) => {
    if (isMissing(error))
      throw new NoLog(`There is no log in ${dataDir}: set DATA_DIR or EVENTSTORE_URL to one.`)
    throw error
  })
  await using stack = new AsyncDisposableStack()
  const lock = await lockUnlessHeld(folder)
  if (lock === 'held') return addressOfRunning(folder)
  stack.use(lock)
  const node = stack.use(await serveLogOf(folder))
  const open = stack.move()
  return { url: node.url, [Symbol.asyncDispose]: () => open.disposeAsync() }
}

/** @returns null where nobody holds it and it takes no lock, being read-only or full: its log has a lock of its own */
async function lockUnlessHeld(folder: DataFolder): Promise<Disposable | 'held' | null> {
  try {
    await openDataFolder(folder.root, false)
    return lockDataFolder(folder, pid)
  } catch (error) {
    if (error instanceof DataFolderHeld) return 'held'
    if (!(error instanceof CannotStart)) throw error
    return isDataFolderHeld(folder) ? 'held' : null
  }
}

async function serveLogOf({ eventStore }: DataFolder): Promise<EventStoreNode> {
  if (await isLogWritable(eventStore)) return startEventStoreNode({ dir: eventStore })
  // Gone again when this returns: what the node has opened lives on without a name, and leaves nothing behind.
  await using copy = await copyLog(eventStore)
  return await startEventStoreNode({ dir: copy.path })
}

function addressOfRunning(folder: DataFolder): OpenLog {
  const addresses = readAddresses(folder)
  if (addresses === null) {
    throw new NoLog(
      'The desk is just starting or stopping, or another command reads its log; try again',
    )
  }
  return openElsewhere(addresses.EVENTSTORE_URL)
}

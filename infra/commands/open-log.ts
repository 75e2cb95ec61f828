import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { pid } from 'node:process'
import { z } from 'zod'
import { startEventStoreNode } from '../../event-store-node/start-event-store-node.ts'
import { isMissing, openDataFolder, readIfThere } from '../data-folder.ts'
import { lockDataFolder } from '../lock-data-folder.ts'
import { CannotStart } from '../part.ts'

/** Where a log can be read, as long as this is not disposed of. */
export type OpenLog = AsyncDisposable & { readonly url: string }

export class NoLog extends Error {
  override readonly name = 'NoLog'
}

/**
 * The log of a data folder: through the desk that runs on it, or through a node of its own that is stopped
 * afterwards.
 * @throws NoLog, LogInUse
 */
export async function openLogOf(dataDir: string): Promise<OpenLog> {
  await access(join(dataDir, 'event-store')).catch((error: unknown) => {
    if (isMissing(error)) throw new NoLog(`There is no log in ${dataDir}`)
    throw error
  })
  const folder = await openDataFolder(dataDir, false)
  await using stack = new AsyncDisposableStack()
  try {
    stack.use(lockDataFolder(folder, pid))
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    return addressOfRunning(folder.run)
  }
  const node = await startEventStoreNode({ dir: folder.eventStore, host: '127.0.0.1', port: 0 })
  stack.use(node)
  const open = stack.move()
  return {
    url: `esdb://127.0.0.1:${node.port}?tls=false`,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  }
}

const addresses = z.object({ EVENTSTORE_URL: z.string() })

async function addressOfRunning(run: string): Promise<OpenLog> {
  const text = await readIfThere(join(run, 'addresses.json'))
  if (text === null) throw new NoLog('The desk is just starting or stopping; try again')
  const { EVENTSTORE_URL } = addresses.parse(JSON.parse(text))
  return { url: EVENTSTORE_URL, [Symbol.asyncDispose]: async () => undefined }
}

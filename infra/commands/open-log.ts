import { access } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pid } from 'node:process'
import type { TransportName } from '@deskhive/shared/event-store/connect.ts'
import { z } from 'zod'
import { WrongUse } from '#commands/command.ts'
import { startEventStoreNode } from '../event-store-node/start-event-store-node.ts'
import { isMissing, openDataFolder, readIfThere } from '../local/data-folder.ts'
import { lockDataFolder } from '../local/lock-data-folder.ts'
import { CannotStart } from '../local/part.ts'

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
 * its own that is stopped afterwards.
 * @throws NoLog, LogInUse
 */
export async function openLog({ eventStoreUrl, dataDir }: LogPlace): Promise<OpenLog> {
  if (eventStoreUrl !== null) return openElsewhere(eventStoreUrl)
  return openLogOf(resolve(dataDir ?? '.data'))
}

function openElsewhere(url: string): OpenLog {
  return { url, [Symbol.asyncDispose]: async () => undefined }
}

async function openLogOf(dataDir: string): Promise<OpenLog> {
  await access(join(dataDir, 'event-store')).catch((error: unknown) => {
    if (isMissing(error))
      throw new NoLog(`There is no log in ${dataDir}: set DATA_DIR or EVENTSTORE_URL to one.`)
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
  return openElsewhere(EVENTSTORE_URL)
}

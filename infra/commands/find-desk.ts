import { resolve } from 'node:path'
import {
  anyText,
  databaseUrl,
  eventStoreTransport,
  eventStoreUrl,
} from '@deskhive/shared/config/fields.ts'
import { type Environment, readEnvironment } from '@deskhive/shared/config/read-environment.ts'
import type { TransportName } from '@deskhive/shared/event-store/connect.ts'
import { z } from 'zod'
import { WrongUse } from '#commands/command.ts'
import { dataFolderAt } from '../local/data-folder.ts'
import { isDataFolderHeld } from '../local/lock-data-folder.ts'
import { type Addresses, readAddresses } from '../local/running-addresses.ts'

/** The two stores of a desk, and what its log is reached by. */
export type DeskAddresses = {
  readonly databaseUrl: string
  readonly eventStoreUrl: string
  readonly transport: TransportName
}

const variables = z.object({
  DATA_DIR: anyText('a folder').default('.data'),
  DATABASE_URL: databaseUrl().optional(),
  EVENTSTORE_URL: eventStoreUrl().optional(),
  EVENTSTORE_TRANSPORT: eventStoreTransport(),
})

/**
 * The desk of the environment: by its addresses, else the one that `npm start` runs in `DATA_DIR`.
 * @throws WrongUse where there is none
 */
export function findDesk(environment: Environment): DeskAddresses {
  const {
    DATA_DIR,
    EVENTSTORE_TRANSPORT: transport,
    ...given
  } = readEnvironment(variables, environment)
  if (given.DATABASE_URL !== undefined && given.EVENTSTORE_URL !== undefined) {
    return { databaseUrl: given.DATABASE_URL, eventStoreUrl: given.EVENTSTORE_URL, transport }
  }
  const running = addressesIn(resolve(DATA_DIR))
  return {
    databaseUrl: given.DATABASE_URL ?? running.DATABASE_URL,
    eventStoreUrl: given.EVENTSTORE_URL ?? running.EVENTSTORE_URL,
    transport,
  }
}

function addressesIn(dataDir: string): Addresses {
  const folder = dataFolderAt(dataDir)
  const running = isDataFolderHeld(folder) ? readAddresses(folder) : null
  if (running !== null) return running
  throw new WrongUse(
    `No desk runs in ${folder.root}. Start it (npm start), set DATA_DIR to its folder,` +
      ' or set DATABASE_URL and EVENTSTORE_URL.',
  )
}

import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
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
import { isMissing } from '../local/data-folder.ts'
import { isDataFolderHeld } from '../local/lock-data-folder.ts'

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

const addresses = z.object({ DATABASE_URL: z.string(), EVENTSTORE_URL: z.string() })

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
  const running = addressesIn(join(resolve(DATA_DIR), 'run'))
  const found = addresses.safeParse({ ...running, ...withoutAbsent(given) })
  if (!found.success) {
    throw new WrongUse(
      `No desk runs in ${resolve(DATA_DIR)}. Start it (npm start), set DATA_DIR to its folder,` +
        ' or set DATABASE_URL and EVENTSTORE_URL.',
    )
  }
  const { DATABASE_URL, EVENTSTORE_URL } = found.data
  return { databaseUrl: DATABASE_URL, eventStoreUrl: EVENTSTORE_URL, transport }
}

/** They stay when the desk ends, however it does; its lock does not. */
function addressesIn(run: string): object {
  if (!isDataFolderHeld({ run })) return {}
  try {
    return JSON.parse(readFileSync(join(run, 'addresses.json'), 'utf8'))
  } catch (error) {
    if (isMissing(error)) return {} // it is being started for the first time
    throw error
  }
}

function withoutAbsent(given: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

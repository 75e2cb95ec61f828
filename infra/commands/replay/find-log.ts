import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { anyText, eventStoreUrl } from '@deskhive/shared/config/fields.ts'
import { type Environment, readEnvironment } from '@deskhive/shared/config/read-environment.ts'
import { z } from 'zod'
import { WrongUse } from '#commands/command.ts'

const variables = z.object({
  DATA_DIR: anyText('a folder').default('.data'),
  EVENTSTORE_URL: eventStoreUrl().optional(),
})

/** As `npm start` writes them down while it runs. */
const addresses = z.object({ EVENTSTORE_URL: z.string() })

/**
 * The log of the desk, which is all that a replay needs.
 * @throws WrongUse where there is none
 */
export function findLog(environment: Environment): string {
  const { DATA_DIR, EVENTSTORE_URL } = readEnvironment(variables, environment)
  if (EVENTSTORE_URL !== undefined) return EVENTSTORE_URL

  const folder = resolve(DATA_DIR)
  const path = join(folder, 'run', 'addresses.json')
  if (existsSync(path))
    return addresses.parse(JSON.parse(readFileSync(path, 'utf8'))).EVENTSTORE_URL
  throw new WrongUse(
    `No desk runs in ${folder}. Start it (npm start), set DATA_DIR to its folder, or set EVENTSTORE_URL.`,
  )
}

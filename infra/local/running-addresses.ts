import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type DataFolder, readNowIfThere, writePrivately } from './data-folder.ts'
import { CannotStart } from './part.ts'

const addresses = z.object({
  DATABASE_URL: z.string(),
  EVENTSTORE_URL: z.string(),
  /** Absent: the notifier keeps its queue in PostgreSQL. */
  REDIS_URL: z.string().exactOptional(),
})

/** What a desk reaches its stores by. */
export type Addresses = Readonly<z.output<typeof addresses>>

type InFolder = Pick<DataFolder, 'run'>

/** For the commands of an operator. They stay when the desk ends, however it does; its lock does not. */
export function writeAddresses(folder: InFolder, chosen: Addresses): Promise<void> {
  return writePrivately(pathIn(folder), JSON.stringify(chosen))
}

/** Those of the last desk, or of the one whose folder was copied, may be another one's by now. */
export function forgetAddresses(folder: InFolder): void {
  rmSync(pathIn(folder), { force: true })
}

/**
 * Only for a folder that is held: else they may be anybody's.
 * @returns null where the holder has chosen none, or not yet
 * @throws CannotStart where they cannot be read
 */
export function readAddresses(folder: InFolder): Addresses | null {
  const text = readNowIfThere(pathIn(folder))
  if (text === null) return null
  try {
    return addresses.parse(JSON.parse(text))
  } catch (cause) {
    const advice = 'start the desk anew, which writes it'
    throw new CannotStart(`${pathIn(folder)} names no addresses: ${advice}`, { cause })
  }
}

function pathIn({ run }: InFolder): string {
  return join(run, 'addresses.json')
}

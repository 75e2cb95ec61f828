import type { EventStore, ReadAllOptions, ReadStreamOptions } from '../event-store/event-store.ts'
import { backoffMs, pause } from '../kernel/pause.ts'
import { Unavailable } from '../kernel/unavailable.ts'

type Reading = Pick<EventStore, 'readAll' | 'readStream'>

/** A long reading must not end because one page of it came late: together about 10 s. */
const MOST_TRIES = 5
const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 2_000

/** The same reads, each tried again while the log does not answer. */
export function patient(store: Reading): Reading {
  return {
    readAll: (options: ReadAllOptions) => again(() => store.readAll(options)),
    readStream: (stream: string, options?: ReadStreamOptions) =>
      again(() => store.readStream(stream, options)),
  }
}

async function again<T>(read: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof Unavailable) || tries === MOST_TRIES - 1) throw error
      await pause(backoffMs(tries, FIRST_PAUSE_MS, LONGEST_PAUSE_MS))
    }
  }
}

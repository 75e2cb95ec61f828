import { backoffMs, pause } from '../kernel/pause.ts'
import type { Position } from '../kernel/position.ts'
import type { EventStore } from './event-store.ts'

const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 1_000

/** @returns `null` if `signal` aborted before the log answered */
export async function awaitHead(
  log: Pick<EventStore, 'head'>,
  signal: AbortSignal,
): Promise<Position | null> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      return await log.head()
    } catch {
      await pause(backoffMs(attempt, FIRST_PAUSE_MS, LONGEST_PAUSE_MS), signal)
    }
  }
  return null
}

import { backoffMs, pause } from '@deskhive/shared/kernel/pause.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import { followActivities } from '@deskhive/shared/read-model/activity-milestones.ts'
import type { ReadModelDatabase } from '@deskhive/shared/read-model/database.ts'
import { followChanges } from '@deskhive/shared/read-model/ticket-blocks/follow-changes.ts'

type FarPageKeeping = {
  readonly readModel: ReadModelDatabase
  readonly isOwner: () => boolean
  readonly signal: AbortSignal
  readonly logger: Logger
}

/** The more changes at once, the less each of them costs; those who read far down add the others meanwhile. */
const PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 60_000

/** Lets what finds far pages of long lists follow the read models until `signal` aborts. Never rejects. */
export async function keepFarPages(keeping: FarPageKeeping): Promise<void> {
  const { readModel, isOwner, signal, logger } = keeping
  for (let failures = 0; !signal.aborted; ) {
    await pause(failures === 0 ? PAUSE_MS : backoffMs(failures, PAUSE_MS, LONGEST_PAUSE_MS), signal)
    if (signal.aborted || !isOwner()) continue
    try {
      await followChanges(readModel)
      while (await followActivities(readModel)) if (signal.aborted) return
      failures = 0
    } catch (error) {
      failures += 1
      logger.warn({ err: error, failures }, 'what finds far pages could not follow')
    }
  }
}

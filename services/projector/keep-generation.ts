import { backoffMs, pause } from '@deskhive/shared/kernel/pause.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { ReadModelVersion } from '@deskhive/shared/projection/generations/generation.ts'
import {
  findServing,
  makeFirstGeneration,
} from '@deskhive/shared/projection/generations/registry.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'

export type GenerationOptions = {
  readonly database: Database
  readonly version: ReadModelVersion
  readonly signal: AbortSignal
  readonly logger: Logger
}

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2_000

/** Resolves when read models serve, or when `signal` aborted. Never rejects. */
export async function ensureGeneration(options: GenerationOptions): Promise<void> {
  const { signal, logger } = options
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      if (await isServing(options)) return
    } catch (error) {
      logger.warn({ err: error, failures }, 'the read models could not be looked at')
    }
    await pause(backoffMs(failures, FIRST_PAUSE_MS, LONGEST_PAUSE_MS), signal)
  }
}

async function isServing({ database, version }: GenerationOptions): Promise<boolean> {
  const serving = await findServing(database)
  if (serving !== null) return true
  await makeFirstGeneration(database, version)
  return false
}

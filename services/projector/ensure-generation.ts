import { backoffMs, pause } from '@deskhive/shared/kernel/pause.ts'
import { isOfVersion } from '@deskhive/shared/projection/generations/generation.ts'
import {
  type MakingOptions,
  type RebuildProgress,
  rebuild,
} from '@deskhive/shared/projection/generations/rebuild.ts'
import {
  findServing,
  makeFirstGeneration,
} from '@deskhive/shared/projection/generations/registry.ts'

type GenerationOptions = MakingOptions & {
  readonly onProgress: (progress: RebuildProgress) => void
}

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2_000

/**
 * Resolves when read models of this version serve, or when `signal` aborted. Never rejects. On a desk of
 * another version they are made beside those that serve, by one process at a time.
 */
export async function ensureGeneration(options: GenerationOptions): Promise<void> {
  const { signal, logger } = options
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      if (await isServing(options)) return
    } catch (error) {
      if (signal.aborted) return
      logger.warn({ err: error, failures }, 'the read models of this version could not be made')
    }
    await pause(backoffMs(failures, FIRST_PAUSE_MS, LONGEST_PAUSE_MS), signal)
  }
}

async function isServing(options: GenerationOptions): Promise<boolean> {
  const { database, version, logger } = options
  const serving = await findServing(database)
  if (serving === null) {
    await makeFirstGeneration(database, version)
    return false
  }
  if (isOfVersion(serving, version)) return true
  logger.warn({ serving, version }, 'the read models are of another version: making them anew')
  const outcome = await rebuild({ ...options, from: 'either', onDifferences: 'switch' })
  logger.info(outcome, 'read models of this version')
  return false
}

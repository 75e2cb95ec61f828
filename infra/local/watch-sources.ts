import { watch } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** An editor writes a file in several steps, a checkout many files: one restart for all of it. */
const SETTLE_MS = 200

/** Calls `onChange` after each change below `folder` (of the repository) that could change a program. */
export async function watchSources(
  folder: string,
  onChange: () => void,
  signal: AbortSignal,
): Promise<void> {
  const path = join(import.meta.dirname, '..', '..', folder)
  let isSettling = false
  try {
    for await (const { filename } of watch(path, { recursive: true, signal })) {
      if (isSettling || !filename?.endsWith('.ts') || filename.endsWith('.test.ts')) continue
      isSettling = true
      void pause(SETTLE_MS, undefined, { signal }).then(
        () => {
          isSettling = false
          onChange()
        },
        () => {},
      )
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

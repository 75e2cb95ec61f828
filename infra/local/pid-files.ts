import { rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { kill } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { type DataFolder, readIfThere } from './data-folder.ts'
import { type PartName, partNames } from './part.ts'
import { processIdentity } from './process-identity.ts'

// run/<name>.pid holds the pid and nothing else, for `kill $(cat …)`. run/<name>.started beside it
// says when that process was started, for the pid alone may by now be somebody else's.

type RunFolder = Pick<DataFolder, 'run'>

export function writePidFile(folder: RunFolder, name: PartName, pid: number): void {
  writeFileSync(pidPath(folder, name), `${pid}\n`)
  writeFileSync(startedPath(folder, name), processIdentity(pid) ?? '')
}

export function removePidFile(folder: RunFolder, name: PartName): void {
  rmSync(pidPath(folder, name), { force: true })
  rmSync(startedPath(folder, name), { force: true })
}

/** Long enough for a service to drain by itself, as it does once its supervisor is gone. */
const LEFTOVER_LIMIT_MS = 8000
const LOOK_AGAIN_MS = 25

/**
 * Ends what a killed supervisor has left running on this folder, and removes its pid files.
 * @returns the names of what was still there
 */
export async function endLeftovers(folder: RunFolder): Promise<PartName[]> {
  // Services before what they need, as in an ordinary stop.
  const found: PartName[] = []
  for (const name of partNames.toReversed()) {
    const pid = await leftoverPid(folder, name)
    if (pid !== null) {
      found.push(name)
      await endProcess(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM')
    }
    await rm(pidPath(folder, name), { force: true })
    await rm(startedPath(folder, name), { force: true })
  }
  return found
}

async function leftoverPid(folder: RunFolder, name: PartName): Promise<number | null> {
  const pid = Number(await readIfThere(pidPath(folder, name)))
  const started = await readIfThere(startedPath(folder, name))
  if (!Number.isSafeInteger(pid) || pid <= 1 || started === null) return null
  return processIdentity(pid) === started ? pid : null
}

async function endProcess(pid: number, signal: NodeJS.Signals): Promise<void> {
  const identity = processIdentity(pid)
  const killAt = Date.now() + LEFTOVER_LIMIT_MS
  sendSignal(pid, signal)
  while (identity !== null && processIdentity(pid) === identity) {
    if (Date.now() > killAt) sendSignal(pid, 'SIGKILL')
    await pause(LOOK_AGAIN_MS)
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    kill(pid, signal)
  } catch (error) {
    // ESRCH: it has ended in between, which is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

function pidPath(folder: RunFolder, name: PartName): string {
  return join(folder.run, `${name}.pid`)
}

function startedPath(folder: RunFolder, name: PartName): string {
  return join(folder.run, `${name}.started`)
}

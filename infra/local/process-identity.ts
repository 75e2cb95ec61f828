import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/**
 * What tells a process from a later one with the same pid: when it was started.
 * @returns null where no such process runs (one that has ended but was not collected yet counts as none)
 */
export function processIdentity(pid: number): string | null {
  try {
    return existsSync('/proc/self/stat') ? readProc(pid) : askPs(pid)
  } catch {
    return null // both fail for a process that is not there
  }
}

/** `pid (name) state …`; the 22nd field is the start time in ticks since boot, see proc(5). */
function readProc(pid: number): string | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, startedAt] = [fields[0], fields[19]]
  if (state === 'Z' || state === 'X' || startedAt === undefined) return null
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${startedAt}`
}

function askPs(pid: number): string | null {
  return (
    execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  )
}

import { execFileSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'

/** What a process has used so far, of all cores together, in ms. */
type Times = { readonly parent: number; readonly ownMs: number; readonly endedChildrenMs: number }

const MS_PER_TICK = 1_000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/**
 * CPU used so far by these processes and by all their children, also those that have ended: PostgreSQL
 * works in children of its postmaster. Linux only, from `/proc/<pid>/stat`, in steps of 10 ms.
 */
export async function cpuMsOf(pids: readonly number[]): Promise<number> {
  const times = await readAllTimes()
  const total = (pid: number): number => {
    const own = times.get(pid)
    if (!own) return 0
    const children = [...times].filter(([, { parent }]) => parent === pid)
    return own.ownMs + own.endedChildrenMs + sum(children.map(([child]) => total(child)))
  }
  return sum(pids.map(total))
}

async function readAllTimes(): Promise<Map<number, Times>> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0)
  const found = await Promise.all(pids.map(async (pid) => [pid, await readTimes(pid)] as const))
  return new Map(found.flatMap(([pid, times]) => (times ? [[pid, times] as const] : [])))
}

async function readTimes(pid: number): Promise<Times | null> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (line === null) return null // it has ended meanwhile
  // The second field is the program's name in brackets and may hold spaces; the third is the first here.
  const fields = line
    .slice(line.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const ms = (...places: number[]) => sum(places.map((place) => fields[place] ?? 0)) * MS_PER_TICK
  return { parent: fields[1] ?? 0, ownMs: ms(11, 12), endedChildrenMs: ms(13, 14) }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { Stack } from '@deskhive/shared/testing/stack.ts'

export type Part = 'event-store' | 'postgres' | 'redis' | 'projector' | 'notifier'

const LOOK_AGAIN_MS = 10

/** Kills the part again and again, whenever it is started anew, until it is disposed of. */
export async function keepKilled(stack: Stack, part: Part): Promise<AsyncDisposable> {
  await stack.kill(part)
  const ended = new AbortController()
  const killing = (async () => {
    while (!ended.signal.aborted) {
      if (stack.pidOf(part) === null) await pause(LOOK_AGAIN_MS)
      else await stack.kill(part)
    }
  })()
  return {
    [Symbol.asyncDispose]: async () => {
      ended.abort()
      await killing
    },
  }
}

/** Stops the part and its children in the middle of whatever they do: it neither answers nor hangs up. */
export async function freeze(stack: Stack, part: Part): Promise<AsyncDisposable> {
  const pid = stack.pidOf(part)
  if (pid === null) throw new Error(`${part} is not running`)
  const pids = [pid, ...(await childrenOf(pid))]
  for (const one of pids) process.kill(one, 'SIGSTOP')
  return {
    [Symbol.asyncDispose]: async () => {
      for (const one of pids) process.kill(one, 'SIGCONT')
    },
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0)
  const parents = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      return [pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const
    }),
  )
  return parents.filter(([, of]) => of === parent).map(([pid]) => pid)
}

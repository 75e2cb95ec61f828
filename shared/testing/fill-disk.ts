import { execFileSync } from 'node:child_process'
import type { Stack } from './stack.ts'

/** Does to the writes of the event store what a full disk does, until it is disposed of. Only on Linux. */
export function fillDisk(stack: Stack): Disposable {
  const limitFiles = (bytes: string) =>
    execFileSync('prlimit', ['--pid', String(stack.pidOf('event-store')), `--fsize=${bytes}:`])
  limitFiles('0')
  return { [Symbol.dispose]: () => void limitFiles('unlimited') }
}

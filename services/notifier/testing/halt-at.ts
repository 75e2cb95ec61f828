import { haltedProgram } from './halted-program.ts'
import type { ChannelRun } from './run-channel.ts'

/** Runs a channel in a process of its own. @returns when it stands at the named point; call the result to kill it */
export function haltAt(run: ChannelRun): Promise<() => Promise<void>> {
  return haltedProgram(new URL('./run-channel.ts', import.meta.url), run)
}

import type { Driven, Load } from './drive.ts'

/** Something that creates tickets over HTTP, and can be held to what it acknowledged. */
export type System = {
  readonly name: string
  readonly load: Load
  /** Its own processes, without the PostgreSQL that both share. */
  readonly pids: () => readonly number[]
  /** Remembers what is there before a run. */
  readonly prepare: () => Promise<void>
  /** Resolves when all that was acknowledged is worked off. */
  readonly settle: () => Promise<void>
  /** @throws WrongRun unless there is exactly what was acknowledged since `prepare` */
  readonly verify: (driven: Driven) => Promise<void>
}

/** A run that lost, doubled or falsified something has no speed. */
export class WrongRun extends Error {
  constructor(system: string, detail: string) {
    super(`${system}: ${detail}`)
    this.name = 'WrongRun'
  }
}

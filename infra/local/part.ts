/** In the order in which they start. The name is that of the pid file and of the log prefix. */
export const partNames = [
  'postgres',
  'event-store',
  'redis',
  'migrations',
  'projector',
  'notifier',
  'api',
] as const
export type PartName = (typeof partNames)[number]

export type Command = {
  readonly program: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  /** The user it runs as, where that is not our own. */
  readonly owner?: { readonly uid: number; readonly gid: number }
}

/** One program that the supervisor keeps running, or runs to its end once (`isReady: 'when it ended well'`). */
export type Part = {
  readonly name: PartName
  /** Starts when these are ready, stops before them. */
  readonly after: readonly PartName[]
  /** SIGINT is what PostgreSQL calls a fast shutdown; SIGTERM would wait for its clients. */
  readonly stopSignal: 'SIGTERM' | 'SIGINT'
  /** How long it may take to stop before it is killed. */
  readonly stopWithinMs: number
  /** The folders of our code that it is made of (`npm run dev` watches them); none for another's program. */
  readonly sources: readonly string[]
  /** Makes what the program needs and says how it is started. Called before every start. */
  readonly prepare: () => Promise<Command>
  /** Asks the running program; a throw counts as no. */
  readonly isReady: ((signal: AbortSignal) => Promise<boolean>) | 'when it ended well'
}

/** What makes a start pointless to go on with. Its message is for a person at a terminal. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}

import type { Part, PartName } from './part.ts'
import { type KeeperContext, PartKeeper, type PartState } from './part-keeper.ts'

export type PartStatus = {
  readonly state: PartState | 'waiting'
  readonly pid: number | null
}

/** Starts parts after what they need, keeps them running, and stops them the other way round. */
export class Supervisor implements AsyncDisposable {
  readonly #parts: readonly Part[]
  readonly #context: KeeperContext
  readonly #keepers = new Map<PartName, PartKeeper>()
  #isStopping = false

  /** @param parts each behind those it starts after */
  constructor(parts: readonly Part[], context: KeeperContext) {
    this.#parts = parts
    this.#context = context
  }

  /** Resolves when every part has been ready. @throws CannotStart when one cannot become it */
  async start(): Promise<void> {
    const ready = new Map<PartName, Promise<void>>()
    for (const part of this.#parts) {
      const needed = part.after.flatMap((name) => ready.get(name) ?? [])
      ready.set(part.name, this.#startAfter(part, needed))
    }
    await Promise.all(ready.values())
  }

  /** @param folder one of the parts' `sources` */
  restartMadeOf(folder: string): void {
    for (const keeper of this.#keepers.values()) {
      if (keeper.part.sources.includes(folder)) keeper.restart()
    }
  }

  status(): Record<string, PartStatus> {
    return Object.fromEntries(
      this.#parts.map(({ name }) => {
        const keeper = this.#keepers.get(name)
        return [
          name,
          {
            state: keeper?.state ?? 'waiting',
            pid: keeper?.pid ?? null,
          },
        ]
      }),
    )
  }

  /** The last resort of a process that is about to end: nothing may be left behind. */
  kill(): void {
    for (const keeper of this.#keepers.values()) keeper.kill()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true
    const stopped = new Map<PartName, Promise<void>>()
    for (const part of this.#parts.toReversed()) {
      const users = this.#parts.filter((other) => other.after.includes(part.name))
      stopped.set(
        part.name,
        this.#stopAfter(
          part,
          users.flatMap((user) => stopped.get(user.name) ?? []),
        ),
      )
    }
    await Promise.all(stopped.values())
  }

  async #startAfter(part: Part, needed: readonly Promise<void>[]): Promise<void> {
    await Promise.all(needed)
    if (this.#isStopping) return
    const keeper = new PartKeeper(part, this.#context)
    this.#keepers.set(part.name, keeper)
    await keeper.whenReady
  }

  async #stopAfter(part: Part, users: readonly Promise<void>[]): Promise<void> {
    await Promise.all(users)
    await this.#keepers.get(part.name)?.stop()
  }
}

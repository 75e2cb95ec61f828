import type { WrittenEvent } from './transaction.ts'

/** What one commit wrote, in order. */
export type Commit = { readonly events: readonly WrittenEvent[] }

export type Listener = (commit: Commit) => void

/** Hands each commit to whoever is up to date, straight from memory. */
export class Feed {
  readonly #ofAll = new Set<Listener>()
  readonly #ofStream = new Map<string, Set<Listener>>()

  /** @param stream null for the whole log */
  add(stream: string | null, listener: Listener): void {
    const listeners = stream === null ? this.#ofAll : (this.#ofStream.get(stream) ?? new Set())
    listeners.add(listener)
    if (stream !== null) this.#ofStream.set(stream, listeners)
  }

  remove(stream: string | null, listener: Listener): void {
    if (stream === null) {
      this.#ofAll.delete(listener)
      return
    }
    const listeners = this.#ofStream.get(stream)
    listeners?.delete(listener)
    if (listeners?.size === 0) this.#ofStream.delete(stream)
  }

  publish(events: readonly WrittenEvent[]): void {
    const commit = { events }
    for (const listener of this.#ofAll) listener(commit)
    if (this.#ofStream.size === 0) return

    for (const [stream, own] of byStream(events, this.#ofStream)) {
      for (const listener of this.#ofStream.get(stream) ?? []) listener({ events: own })
    }
  }
}

function byStream(
  events: readonly WrittenEvent[],
  wanted: ReadonlyMap<string, unknown>,
): Map<string, WrittenEvent[]> {
  const groups = new Map<string, WrittenEvent[]>()
  for (const event of events) {
    if (!wanted.has(event.stream)) continue
    const group = groups.get(event.stream)
    if (group === undefined) groups.set(event.stream, [event])
    else group.push(event)
  }
  return groups
}

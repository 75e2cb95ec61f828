import type { Transaction } from './transaction.ts'

/** Part of a commit: decided inside of it, told after it is on disk. */
type Entry = {
  readonly decide: (transaction: Transaction) => void
  readonly tell: () => void
  readonly fail: (error: unknown) => void
}

type Hooks = {
  readonly begin: () => Transaction
  /** On disk, in order, before anybody is told. */
  readonly onCommitted: (transaction: Transaction) => void
}

/** Whose appends were answered together ask again together: for so many the next commit waits ... */
const COMMITS_REMEMBERED = 2
/** ... but for no more than these, past which a commit gains little ... */
const MOST_AWAITED = 8
/** ... not for longer than this from the first one on ... */
const GATHER_MS = 3
/** ... and not after a pause. */
const PAUSE_MS = 50

/**
 * Group commit: what arrives in one turn of the event loop is decided in order of arrival, written in one
 * transaction and answered after it. While a commit waits for the disk the next group gathers in the socket.
 * A lone writer never waits for others; several wait for each other, briefly, because a commit costs four processes
 * a waking, whatever it carries.
 */
export class CommitQueue implements Disposable {
  readonly #hooks: Hooks
  #entries: Entry[] = []
  /** How many the next commit waits for. */
  #awaited = 1
  #gathering: NodeJS.Timeout | undefined
  #lastSizes: number[] = []
  #lastCommitAt = Number.NEGATIVE_INFINITY

  constructor(hooks: Hooks) {
    this.#hooks = hooks
  }

  /** @param told called once with what `decide` returned, when that is on disk */
  add<Outcome>(work: {
    decide: (transaction: Transaction) => Outcome
    told: (outcome: Outcome) => void
    failed: (error: unknown) => void
  }): void {
    let outcome: { value: Outcome } | null = null
    this.#entries.push({
      decide: (transaction) => {
        outcome = { value: work.decide(transaction) }
      },
      tell: () => {
        if (outcome !== null) work.told(outcome.value)
      },
      fail: work.failed,
    })
    this.#schedule(this.#entries.length)
  }

  /** Writes what still gathers. */
  [Symbol.dispose](): void {
    this.#commit()
  }

  #schedule(size: number): void {
    if (size === 1) this.#awaited = this.#expectNow()
    if (size === this.#awaited) setImmediate(() => this.#commit())
    else if (size === 1) this.#gathering = setTimeout(() => this.#commit(), GATHER_MS)
  }

  #expectNow(): number {
    if (performance.now() - this.#lastCommitAt > PAUSE_MS) return 1
    return Math.min(MOST_AWAITED, Math.max(...this.#lastSizes))
  }

  #commit(): void {
    const entries = this.#entries
    if (entries.length === 0) return
    clearTimeout(this.#gathering)
    this.#entries = []
    this.#lastSizes = [...this.#lastSizes, entries.length].slice(-COMMITS_REMEMBERED)
    this.#lastCommitAt = performance.now()
    const transaction = this.#hooks.begin()
    try {
      for (const entry of entries) entry.decide(transaction)
      transaction.commit()
    } catch (error) {
      transaction.rollBack()
      for (const entry of entries) entry.fail(error)
      return
    }
    this.#hooks.onCommitted(transaction)
    for (const entry of entries) entry.tell()
  }
}

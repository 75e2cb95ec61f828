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

/**
 * Group commit: what arrives in one turn of the event loop is decided in order of arrival, written in one
 * transaction and answered after it. While a commit waits for the disk the next group gathers in the socket.
 */
export class CommitQueue {
  readonly #hooks: Hooks
  #entries: Entry[] = []

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
    if (this.#entries.length === 1) setImmediate(() => this.#commit())
  }

  #commit(): void {
    const entries = this.#entries
    this.#entries = []
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

import type { Truth } from '#tests/support/truth.ts'

/** What waits for the end of quiet hours or for its digest: longer than a test can. */
export type Waiting = {
  /** By delivery, until when it was to wait: ISO 8601. */
  readonly seen: ReadonlyMap<string, string>
  /** Its time has come for all of it. */
  readonly pass: () => Promise<void>
}

/** Never tried: what failed waits for its next try, and also that lies ahead. */
const waits = "state = 'pending' and attempts = 0 and last_error is null"

export function watchWaiting(truth: Truth): Waiting {
  const seen = new Map<string, string>()
  return {
    seen,
    pass: async () => {
      const waiting = await truth.rows(`
        select id, due_at from notifier.deliveries
        where ${waits} and due_at > clock_timestamp()`)
      if (waiting.length === 0) return
      for (const { id, due_at } of waiting) {
        seen.set(String(id), new Date(String(due_at)).toISOString())
      }
      const ids = waiting.map(({ id }) => `'${String(id)}'`).join()
      await truth.rows(`
        update notifier.deliveries set due_at = clock_timestamp(), give_at = clock_timestamp()
        where id in (${ids}) and ${waits}`)
    },
  }
}

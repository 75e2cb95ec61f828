import { vi } from 'vitest'

/** For what comes soon, where the product promises no time: a busy machine may take its own. */
export function until<T>(claim: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(claim, { timeout: 15_000, interval: 20 })
}

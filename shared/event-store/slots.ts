export type Slots = {
  /** @returns whether there was a free one */
  readonly takeAtOnce: () => boolean
  /** First come, first served. */
  readonly take: () => Promise<void>
  readonly give: () => void
}

export function createSlots(count: number): Slots {
  let free = count
  const waiting: (() => void)[] = []

  const takeAtOnce = (): boolean => {
    if (free === 0) return false
    free -= 1
    return true
  }
  return {
    takeAtOnce,
    take: () =>
      takeAtOnce() ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
    give: () => {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    },
  }
}

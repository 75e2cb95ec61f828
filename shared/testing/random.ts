/** Chance that can be had again: the same seed gives the same numbers (mulberry32). */
export type Random = {
  /** 0 ≤ x < 1 */
  next(): number
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  pick<T>(values: readonly T[]): T
  chance(probability: number): boolean
  shuffle<T>(values: readonly T[]): T[]
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    pick: (values) => pickAt(values, between(0, values.length - 1)),
    chance: (probability) => next() < probability,
    shuffle: (values) => {
      const places = values.map((value) => ({ value, place: next() }))
      return places.sort((a, b) => a.place - b.place).map(({ value }) => value)
    },
  }
}

/** From `DESKHIVE_SEED`, so that a failure can be had again; else a new one. Printed by who uses it. */
export function chooseSeed(): number {
  const given = Number(process.env['DESKHIVE_SEED'])
  return Number.isSafeInteger(given) && given > 0 ? given : (Date.now() % 1_000_000_000) + 1
}

function pickAt<T>(values: readonly T[], index: number): T {
  const value = values[index]
  if (value === undefined) throw new RangeError('There is nothing to pick from')
  return value
}

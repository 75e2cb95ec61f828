/** @param sorted ascending; @returns by linear interpolation, NaN for no values */
export function percentile(sorted: readonly number[], fraction: number): number {
  const place = (sorted.length - 1) * fraction
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

export function ascending(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b)
}

export type Spread = { readonly median: number; readonly least: number; readonly most: number }

/** What several runs of the same thing gave. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = ascending(values)
  return {
    median: percentile(sorted, 0.5),
    least: sorted[0] ?? Number.NaN,
    most: sorted.at(-1) ?? Number.NaN,
  }
}

/** First samples of a delay measured one by one: connections and code are still cold. */
export const WARM_UP = 20

import { describe, expect, it } from 'vitest'
import { LEASE_MS, notificationRetries, retryDelayMs, SWEEP_INTERVAL_MS } from './limits.ts'

const delayMs = (attempts: number, chance: number) =>
  retryDelayMs(notificationRetries, attempts, chance)

describe('the pauses between tries', () => {
  it('grow fourfold from 2 s to an hour', () => {
    const delays = Array.from({ length: 8 }, (_, tried) => delayMs(tried + 1, 0))
    expect(delays.map((delay) => delay / 1_000)).toEqual([2, 8, 32, 128, 512, 2048, 3600, 3600])
  })

  it('are up to a quarter longer, by chance', () => {
    expect(delayMs(1, 0.5)).toBe(2_250)
    expect(delayMs(1, 1)).toBe(2_500)
  })
})

describe('the times of a claim', () => {
  it('bring what a dead worker had in hand back within 10 s', () => {
    expect(LEASE_MS + SWEEP_INTERVAL_MS).toBeLessThan(10_000 - 1_000)
  })
})

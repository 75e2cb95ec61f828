import { expect, test } from 'vitest'
import { createProgressBar, describeProgress } from '#commands/progress-bar.ts'

test('a bar tells how much is done, how fast, and how long it will still take', () => {
  const progress = { what: 'filling', share: 0.25, count: 5_000 }
  expect(describeProgress(progress, 'events', 10)).toBe(
    'filling [######------------------] 25 %, 5000 events, 500/s, 30 s left',
  )
  expect(describeProgress({ ...progress, share: 1 }, 'events', 10)).not.toContain('left')
})

test.each([
  { isTTY: false, isQuiet: false },
  { isTTY: true, isQuiet: true },
])(
  'it is shown to nobody where the terminal is $isTTY and quiet $isQuiet',
  ({ isTTY, isQuiet }) => {
    const written: string[] = []
    const terminal = { isTTY, write: (text: string | Uint8Array) => written.push(String(text)) > 0 }
    const bar = createProgressBar({ terminal, unit: 'events', isQuiet })
    bar.show({ what: 'filling', share: 0, count: 0 })
    bar[Symbol.dispose]()
    expect(written).toEqual([])
  },
)

const WIDTH = 30
const EVERY_MS = 100
/** Back to the line's beginning, and what stood there away. */
const CLEAR_LINE = '\r\u001b[K'

export type Progress = Disposable & {
  readonly update: (share: { readonly checked: number; readonly of: number }) => void
  readonly clear: () => void
}

/** One line that tells how far it is, how fast, and how long it will take. @param terminal null shows nothing */
export function showProgress(terminal: { write(text: string): unknown } | null): Progress {
  const startedAt = performance.now()
  let shownAt = 0
  const clear = () => {
    if (shownAt > 0) terminal?.write(CLEAR_LINE)
    shownAt = 0
  }
  return {
    update: ({ checked, of }) => {
      const now = performance.now()
      if (terminal === null || now - shownAt < EVERY_MS) return
      shownAt = now
      terminal.write(`${CLEAR_LINE}${lineOf({ checked, of, seconds: (now - startedAt) / 1000 })}`)
    },
    clear,
    [Symbol.dispose]: clear,
  }
}

function lineOf(state: { checked: number; of: number; seconds: number }): string {
  const { checked, of, seconds } = state
  const done = Math.round(of * WIDTH)
  const bar = `${'█'.repeat(done)}${'░'.repeat(WIDTH - done)}`
  const perSecond = Math.round(checked / Math.max(seconds, 0.001))
  const left = of > 0 ? Math.ceil((seconds / of) * (1 - of)) : 0
  const events = checked.toLocaleString('en-US')
  return `${bar} ${Math.floor(of * 100)} %  ${events} events, ${perSecond.toLocaleString('en-US')}/s, ${left} s left`
}

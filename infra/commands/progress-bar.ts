/** A line that is written over and over, to stderr, and only where that is a terminal. */
export type ProgressBar = Disposable & {
  readonly show: (progress: BarProgress) => void
  /** Takes the line away, before something is to be read in its place. */
  readonly clear: () => void
}

export type BarProgress = {
  /** What is being done, in a word or two. */
  readonly what: string
  /** From 0 to 1. */
  readonly share: number
  /** How many so far, of whatever `unit` says. */
  readonly count: number
}

export type BarOptions = {
  readonly terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>
  /** In the plural: `events`. */
  readonly unit: string
  readonly isQuiet: boolean
}

const CELLS = 24
/** Often enough to look alive, and no work worth mentioning. */
const SHOW_EVERY_MS = 100
const CLEAR_LINE = '\r\u001B[K'

export function createProgressBar({ terminal, unit, isQuiet }: BarOptions): ProgressBar {
  const isShown = terminal.isTTY && !isQuiet
  const startedAt = performance.now()
  let shownAt = Number.NEGATIVE_INFINITY
  const clear = () => {
    if (isShown) terminal.write(CLEAR_LINE)
  }
  return {
    clear,
    show: (progress) => {
      const now = performance.now()
      if (!isShown || now - shownAt < SHOW_EVERY_MS) return
      shownAt = now
      terminal.write(CLEAR_LINE + describeProgress(progress, unit, (now - startedAt) / 1_000))
    },
    [Symbol.dispose]: clear,
  }
}

export function describeProgress(
  { what, share, count }: BarProgress,
  unit: string,
  seconds: number,
): string {
  const filled = Math.round(CELLS * Math.min(1, Math.max(0, share)))
  const bar = '#'.repeat(filled) + '-'.repeat(CELLS - filled)
  const rate = seconds > 0 ? Math.round(count / seconds) : 0
  const left =
    share > 0 && share < 1 ? `, ${Math.ceil((seconds * (1 - share)) / share)} s left` : ''
  return `${what} [${bar}] ${Math.floor(share * 100)} %, ${count} ${unit}, ${rate}/s${left}`
}

/** So many of the limit's parts have to pass unheard. */
const STEPS = 5

export type SilenceWatch = {
  /** Begins to wait anew. */
  readonly heard: () => void
  readonly end: () => void
}

/**
 * Tells once that nothing was heard for `ms`. It is counted in steps, of which a process that stands still, busy with
 * something else or without a processor, counts one, however long it stood: then it is not the other side that is silent.
 */
export function watchSilence(ms: number, onSilence: () => void): SilenceWatch {
  let unheard = 0
  const timer = setInterval(() => {
    unheard += 1
    if (unheard < STEPS) return
    clearInterval(timer)
    onSilence()
  }, ms / STEPS)
  return {
    heard: () => {
      unheard = 0
    },
    end: () => clearInterval(timer),
  }
}

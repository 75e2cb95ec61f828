import { PROMPT_MS } from './limits.ts'

/**
 * How long receivers took at their latest try, however it ended: prompt is `PROMPT_MS` at most. Only this process
 * knows, and after a start no more than who hung before: who is in neither list has not been tried yet.
 */
export type KnownReceivers = {
  readonly prompt: readonly number[]
  readonly slow: readonly number[]
}

export type ReceiverTimes = {
  readonly known: () => Promise<KnownReceivers>
  /** @returns what the try gives */
  readonly time: <Result>(receiver: number, trying: Promise<Result>) => Promise<Result>
}

/** @param recall who hung before this process was started; asked until it has answered once */
export function timeReceivers(recall: () => Promise<readonly number[]>): ReceiverTimes {
  const isPrompt = new Map<number, boolean>()
  let hasRecalled = false
  const those = (wanted: boolean) =>
    [...isPrompt].flatMap(([id, is]) => (is === wanted ? [id] : []))
  return {
    known: async () => {
      if (!hasRecalled) {
        for (const id of await recall()) if (!isPrompt.has(id)) isPrompt.set(id, false)
        hasRecalled = true
      }
      return { prompt: those(true), slow: those(false) }
    },
    time: async (receiver, trying) => {
      const startedAt = performance.now()
      try {
        return await trying
      } finally {
        isPrompt.set(receiver, performance.now() - startedAt <= PROMPT_MS)
      }
    },
  }
}

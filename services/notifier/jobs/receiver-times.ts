import { PROMPT_MS } from './limits.ts'

/**
 * How long receivers took at their latest try, however it ended: prompt is `PROMPT_MS` at most. Only this process
 * knows, and learns it anew after a start: who is in neither list has not been tried yet.
 */
export type KnownReceivers = {
  readonly prompt: readonly number[]
  readonly slow: readonly number[]
}

export type ReceiverTimes = {
  readonly known: () => KnownReceivers
  /** @returns what the try gives */
  readonly time: <Result>(receiver: number, trying: Promise<Result>) => Promise<Result>
}

export function timeReceivers(): ReceiverTimes {
  const isPrompt = new Map<number, boolean>()
  const those = (wanted: boolean) =>
    [...isPrompt].flatMap(([id, is]) => (is === wanted ? [id] : []))
  return {
    known: () => ({ prompt: those(true), slow: those(false) }),
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

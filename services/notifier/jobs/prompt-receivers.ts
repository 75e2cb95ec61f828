import { PROMPT_MS } from './limits.ts'

/**
 * Whose latest try took no longer than `PROMPT_MS`, however it ended. Only this process knows, and learns it anew after
 * a start: who is not known yet has fewer turns, and loses nothing.
 */
export type PromptReceivers = {
  readonly all: () => readonly number[]
  /** @returns what the try gives */
  readonly time: <Result>(receiver: number, trying: Promise<Result>) => Promise<Result>
}

export function findPromptReceivers(): PromptReceivers {
  const prompt = new Set<number>()
  return {
    all: () => [...prompt],
    time: async (receiver, trying) => {
      const startedAt = performance.now()
      try {
        return await trying
      } finally {
        if (performance.now() - startedAt > PROMPT_MS) prompt.delete(receiver)
        else prompt.add(receiver)
      }
    },
  }
}

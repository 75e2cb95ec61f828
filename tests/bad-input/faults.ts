import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { z } from 'zod'
import type { Answer } from '#tests/support/patient-client.ts'

const AT_ONCE = 8
/** Slower is a hang, for whoever sends enough of it. */
const LONGEST_MS = 5_000

const refusal = z.strictObject({ message: z.string().min(1) })
const wrongFields = z.strictObject({
  message: z.string().min(1),
  errors: z.record(z.string(), z.array(z.string().min(1)).min(1)),
})

/** What went wrong: a fault of ours, a hang, or another shape than the contract has for the status. */
export function faultIn(answer: Answer): string | null {
  if (answer.status < 200 || answer.status >= 500) return `${answer.status} ${answer.text}`
  if (answer.status < 400) return null
  return answer.status === 422 ? faultInWrongFields(answer) : faultInRefusal(answer)
}

function faultInRefusal(answer: Answer): string | null {
  return refusal.safeParse(answer.body).success ? null : inAnotherShape(answer)
}

function faultInWrongFields(answer: Answer): string | null {
  const { success, data } = wrongFields.safeParse(answer.body)
  if (!success) return inAnotherShape(answer)
  const [first] = Object.values(data.errors)
  return data.message === first?.[0] ? null : `not the first error: ${answer.text}`
}

const inAnotherShape = ({ status, text }: Answer) => `${status} in another shape: ${text}`

export type Attempt = {
  readonly what: string
  readonly send: () => Promise<Answer>
  /** Beside what is asked of every answer. */
  readonly fault?: (answer: Answer) => string | null
}

/** @returns what went wrong, with the request that did it */
export async function findFaults(
  attempts: readonly Attempt[],
  onAnswer: (answer: Answer) => void,
): Promise<string[]> {
  const faults: string[] = []
  await inParallel(attempts, AT_ONCE, async ({ what, send, fault }) => {
    const startedAt = performance.now()
    const answer = await send()
    onAnswer(answer)
    const tookMs = performance.now() - startedAt
    const found = faultIn(answer) ?? fault?.(answer) ?? null
    if (found !== null) faults.push(`${what}: ${found}`)
    if (tookMs > LONGEST_MS) faults.push(`${what}: took ${Math.round(tookMs)} ms`)
  })
  return faults
}

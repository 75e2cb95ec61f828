import { within } from '../kernel/within.ts'

/** @throws what `work` throws, or an error that says how long it was waited for */
export function withinLimit<Result>(work: Promise<Result>, limitMs: number): Promise<Result> {
  return within(limitMs, work, () => new Error(`No answer within ${limitMs} ms`))
}

/**
 * @returns what `work` gives, if it does so in time; else it goes on unobserved
 * @throws what `work` throws, or an error that says how long it was waited for
 */
export async function withinLimit<Result>(work: Promise<Result>, limitMs: number): Promise<Result> {
  const limit = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    limit.reject(new Error(`No answer within ${limitMs} ms`))
  }, limitMs)
  try {
    return await Promise.race([work, limit.promise])
  } finally {
    clearTimeout(timer)
  }
}

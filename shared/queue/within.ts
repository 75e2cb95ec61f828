/** @returns whether `work` ended in time; it goes on unobserved if it did not */
export async function endsWithin(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  const limit = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => limit.resolve(false), limitMs)
  try {
    return await Promise.race([work.then(() => true), limit.promise])
  } finally {
    clearTimeout(timer)
  }
}

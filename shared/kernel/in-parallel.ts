/** Works the list off, `width` at once, each worker taking the next; the first failure ends it. */
export async function inParallel<T, Result>(
  items: readonly T[],
  width: number,
  work: (item: T, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const queue = items.entries()
  let hasFailed = false
  const worker = async () => {
    for (const [index, item] of queue) {
      if (hasFailed) return
      results[index] = await work(item, index)
    }
  }
  const workers = Array.from({ length: Math.min(width, items.length) }, worker)
  try {
    await Promise.all(workers)
  } finally {
    hasFailed = true
  }
  return results
}

/** Works the list off, `width` at once, each worker taking the next; the first failure ends it. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) await work(item, index)
  }
  const workers = Array.from({ length: Math.min(width, items.length) }, worker)
  await Promise.all(workers)
}

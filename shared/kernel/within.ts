/**
 * What `work` gives, if it does so in time; else it goes on, and nobody hears of its end.
 * @throws what `work` throws, or what `onTimeout` makes after `ms`
 */
export function within<T>(ms: number, work: Promise<T>, onTimeout: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(onTimeout()), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** Whoever asks while the answer is on its way gets the same one. */
export function sharedWhileAsked<T>(ask: () => T | Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null
  return () => {
    asked ??= Promise.resolve(ask()).finally(() => {
      asked = null
    })
    return asked
  }
}

import type { Logger } from '../observability/logger.ts'
import type { KeepFreshOptions } from './aggregate-store.ts'
import { awaitHead } from './await-head.ts'
import type { EventStore } from './event-store.ts'
import type { StreamCache } from './stream-cache.ts'

export type Freshness = {
  /** Whether the cached state of this stream is at most some ms behind the log. */
  readonly covers: (stream: string) => boolean
  readonly keepFresh: (options: KeepFreshOptions) => Promise<void>
}

export function createFreshness(
  store: Pick<EventStore, 'subscribe' | 'head'>,
  cache: StreamCache,
  logger: Logger | undefined,
): Freshness {
  let prefixes: readonly string[] = []
  let isHealthy = false

  const keepFresh = async (options: KeepFreshOptions): Promise<void> => {
    const { signal, streamPrefixes } = options
    const from = await awaitHead(store, signal)
    if (from === null) return

    prefixes = streamPrefixes
    // What was read before may lack what was appended between then and `from`, here and with who listens.
    cache.dropAll((stream) => streamPrefixes.some((prefix) => stream.startsWith(prefix)))
    options.onInterrupted?.()
    const batches = store.subscribe({
      from,
      signal,
      streamPrefixes,
      onCaughtUp: () => {
        isHealthy = true
      },
      onInterrupted: () => {
        isHealthy = false
        options.onInterrupted?.()
      },
    })
    for await (const batch of batches) {
      for (const event of batch) {
        cache.advance(event)
        try {
          options.onEvent?.(event)
        } catch (error) {
          logger?.error({ err: error, event_id: event.id }, 'a listener of fresh events failed')
        }
      }
    }
    isHealthy = false
  }

  return {
    covers: (stream) => isHealthy && prefixes.some((prefix) => stream.startsWith(prefix)),
    keepFresh,
  }
}

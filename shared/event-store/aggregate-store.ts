import type { Aggregate, Decide } from '../kernel/decider.ts'
import { type DomainEvent, type RecordedEvent, streamName } from '../kernel/event.ts'
import type { Position } from '../kernel/position.ts'
import type { FaultPoint } from '../observability/fault-points.ts'
import type { Logger } from '../observability/logger.ts'
import type { CommandContext } from './command-context.ts'
import type { EventStore } from './event-store.ts'
import { createCommandHandler } from './handle-command.ts'
import { createFreshness } from './keep-fresh.ts'
import { createNewestReader } from './newest.ts'
import { createStreamCache } from './stream-cache.ts'

/**
 * The states of streams, from the log and from a bounded cache. How much the cache is believed:
 *
 * followed   the stream's prefix is given to `keepFresh` and its subscription is up: `load` answers from
 *            the cache, which is some ms behind; some 5 s if the connection dies without a word, until the
 *            watchdog notices.
 * otherwise  `load` reads what came after the cached revision.
 * commands   decide on the cached state at once, for the append itself finds out whether it is the newest.
 *            A command that appends nothing (refused, or nothing to change) finds out by reading, so no
 *            answer ever rests on a stale state.
 */

export type AggregateStore = {
  /** @returns `null` where the stream does not exist */
  load<State, E extends DomainEvent>(
    aggregate: Aggregate<State, E>,
    id: number,
  ): Promise<Loaded<State> | null>
  /**
   * Decides, appends, answers with the state that follows.
   * @throws Refused (the decision's own, NOT_FOUND, PRECONDITION_FAILED, CONFLICT), StreamExists, Unavailable
   */
  handleCommand<State, E extends DomainEvent>(
    command: Command<State, E>,
  ): Promise<Handled<State, E>>
  /** Runs until `signal` aborts. One at a time. */
  keepFresh(options: KeepFreshOptions): Promise<void>
}

type Loaded<State> = {
  readonly state: State
  readonly revision: number
  /** Of the last event that the state contains. */
  readonly position: Position
}

export type Command<State, E extends DomainEvent> = {
  readonly aggregate: Aggregate<State, E>
  readonly id: number
  /** Pure: it is called again on a newer state when someone else was faster. */
  readonly decide: Decide<State, E>
  readonly context: CommandContext
  /** The stream must not exist yet; nothing is read. */
  readonly create?: boolean
  /** The only revisions at which the caller wants this. */
  readonly ifMatch?: readonly number[]
  /** The same `command_id` may have been handled before, e.g. before a crash: look first. */
  readonly mayBeRepeat?: boolean
}

export type Handled<State, E extends DomainEvent> = Loaded<State> & {
  /**
   * What this command recorded; `[]` where there was nothing to change. `recorded_at` is this
   * process's clock and `position` that of the append's last event, unless `repeated`.
   */
  readonly events: readonly RecordedEvent<E>[]
  /** The events are from an earlier handling of the same command, found in the log. */
  readonly repeated: boolean
}

export type KeepFreshOptions = {
  /** e.g. `['label-', 'apiKey-']` */
  readonly streamPrefixes: readonly string[]
  readonly signal: AbortSignal
  readonly onEvent?: (event: RecordedEvent) => void
  /** Events may have been missed for a while, so what `onEvent` guards must be thought stale. */
  readonly onInterrupted?: () => void
}

export type AggregateStoreOptions = {
  readonly eventStore: EventStore
  readonly logger?: Logger
  /** Names: `before-append`, `after-append`. */
  readonly faultPoint?: FaultPoint
}

export function createAggregateStore(options: AggregateStoreOptions): AggregateStore {
  const { eventStore, logger, faultPoint } = options
  const cache = createStreamCache()
  const freshness = createFreshness(eventStore, cache, logger)
  const readNewest = createNewestReader(eventStore, cache)

  return {
    load: async (aggregate, id) => {
      const stream = streamName(aggregate.resource, id)
      const cached = cache.get(aggregate, stream)
      if (cached !== undefined && freshness.covers(stream)) return cached
      return readNewest(aggregate, stream)
    },
    handleCommand: createCommandHandler({ eventStore, cache, readNewest, faultPoint }),
    keepFresh: freshness.keepFresh,
  }
}

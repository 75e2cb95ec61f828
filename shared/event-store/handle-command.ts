import type { Aggregate } from '../kernel/decider.ts'
import { type DomainEvent, streamName } from '../kernel/event.ts'
import { backoffMs, pause } from '../kernel/pause.ts'
import { Refused } from '../kernel/refused.ts'
import type { AggregateStore, Command, Handled } from './aggregate-store.ts'
import { type EventStore, WrongRevision } from './event-store.ts'
import type { FaultPoint } from './fault-point.ts'
import { createKeyedQueue } from './keyed-queue.ts'
import { asRecorded, describeEvents } from './new-events.ts'
import type { ReadNewest } from './newest.ts'
import { type Baseline, foldOnto, parseEvent, type StreamCache } from './stream-cache.ts'
import { StreamExists } from './stream-exists.ts'

/**
 * create    nothing is read: decided on the initial state, appended under NO_STREAM.
 * change    decided on the cached state, appended under its revision; whoever was faster is read and the
 *           decision made again. Commands of this process for one stream wait for each other, so that only
 *           other processes compete.
 * repeat    (`mayBeRepeat`) the whole stream is read first: events of the same command mean it was done.
 */
export type CommandHandler = AggregateStore['handleCommand']

/** Five more tries after the first: architecture §4, step 7. */
const MOST_RETRIES = 5
const FIRST_PAUSE_MS = 4
const LONGEST_PAUSE_MS = 100
const LONGEST_QUEUE_WAIT_MS = 2_500

export type CommandHandlerDependencies = {
  readonly eventStore: EventStore
  readonly cache: StreamCache
  readonly readNewest: ReadNewest
  readonly faultPoint: FaultPoint | undefined
}

export function createCommandHandler(dependencies: CommandHandlerDependencies): CommandHandler {
  const inTurn = createKeyedQueue(LONGEST_QUEUE_WAIT_MS)

  return async (command) => {
    const stream = streamName(command.aggregate.resource, command.id)
    if (command.create) return create(dependencies, command, stream)
    return inTurn(stream, () => change(dependencies, command, stream))
  }
}

async function create<State, E extends DomainEvent>(
  dependencies: CommandHandlerDependencies,
  command: Command<State, E>,
  stream: string,
): Promise<Handled<State, E>> {
  if (command.mayBeRepeat) {
    const found = await findEarlier(dependencies, command, stream)
    if (found.repeat !== null) return found.repeat
    if (found.newest !== null) throw new StreamExists(stream)
  }
  const events = command.decide(command.aggregate.evolution.initialState)
  if (events.length === 0) throw new Error(`${command.context.command_type} created nothing`)
  try {
    return await record(dependencies, command, { stream, events, base: null })
  } catch (error) {
    if (error instanceof WrongRevision) throw new StreamExists(stream, error)
    throw error
  }
}

async function change<State, E extends DomainEvent>(
  dependencies: CommandHandlerDependencies,
  command: Command<State, E>,
  stream: string,
): Promise<Handled<State, E>> {
  const { aggregate, mayBeRepeat } = command
  if (mayBeRepeat) {
    const { repeat } = await findEarlier(dependencies, command, stream)
    if (repeat !== null) return repeat
  }

  let present = presentIn(dependencies.cache, aggregate, stream)
  for (let retry = 0; ; ) {
    present ??= { base: await dependencies.readNewest(aggregate, stream), isNewest: true }
    const decided = decideOn(command, present)
    if (decided === 'look again') {
      present = undefined
      continue
    }
    const { base, events } = decided
    if (events.length === 0) return { ...loaded(base), events: [], repeated: false }
    try {
      return await record(dependencies, command, { stream, events, base })
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error
      // Whoever was faster may have been this very command, in a process that thought this one dead.
      const { repeat } = await findEarlier(dependencies, command, stream)
      if (repeat !== null) return repeat
    }
    retry += 1
    await pauseBefore(retry)
    present = undefined
  }
}

async function pauseBefore(retry: number): Promise<void> {
  if (retry > MOST_RETRIES) throw new Refused('CONFLICT', 'Too many others change this at once')
  await pause(backoffMs(retry, FIRST_PAUSE_MS, LONGEST_PAUSE_MS))
}

type Present<State> = { readonly base: Baseline<State> | null; readonly isNewest: boolean }

function presentIn<State, E extends DomainEvent>(
  cache: StreamCache,
  aggregate: Aggregate<State, E>,
  stream: string,
): Present<State> | undefined {
  const base = cache.get(aggregate, stream)
  return base && { base, isNewest: false }
}

type Decided<State, E> = { readonly base: Baseline<State>; readonly events: readonly E[] }

/** Whatever would be answered without an append is answered on the newest state only. */
function decideOn<State, E extends DomainEvent>(
  { decide, ifMatch }: Command<State, E>,
  { base, isNewest }: Present<State>,
): Decided<State, E> | 'look again' {
  if (base === null) throw new Refused('NOT_FOUND', 'Not found')
  if (ifMatch !== undefined && ifMatch !== base.revision) {
    if (!isNewest) return 'look again'
    throw new Refused('PRECONDITION_FAILED', 'This was changed meanwhile')
  }
  try {
    const events = decide(base.state)
    return events.length === 0 && !isNewest ? 'look again' : { base, events }
  } catch (error) {
    if (error instanceof Refused && !isNewest) return 'look again'
    throw error
  }
}

async function record<State, E extends DomainEvent>(
  { eventStore, cache, faultPoint }: CommandHandlerDependencies,
  { aggregate, context }: Command<State, E>,
  decided: { stream: string; events: readonly E[]; base: Baseline<State> | null },
): Promise<Handled<State, E>> {
  const { stream, events, base } = decided
  const { upcasters } = eventStore
  const previous = base === null ? null : base.last
  const described = describeEvents({ stream, events, context, previous, upcasters })

  if (faultPoint) await faultPoint('before-append')
  const expected = base === null ? 'no_stream' : base.revision
  const appended = await eventStore.append({ stream, expected, events: described })
  if (faultPoint) await faultPoint('after-append')

  const recorded = asRecorded(described, appended, new Date().toISOString())
  const newest = foldOnto(aggregate, base ?? undefined, recorded)
  cache.set(aggregate, stream, newest)
  return { ...loaded(newest), events: recorded, repeated: false }
}

type Earlier<State, E extends DomainEvent> = {
  readonly repeat: Handled<State, E> | null
  readonly newest: Baseline<State> | null
}

async function findEarlier<State, E extends DomainEvent>(
  { eventStore, cache }: CommandHandlerDependencies,
  { aggregate, context }: Command<State, E>,
  stream: string,
): Promise<Earlier<State, E>> {
  const events = (await eventStore.readStream(stream)).map((event) => parseEvent<E>(event))
  if (events.length === 0) return { repeat: null, newest: null }

  const newest = foldOnto(aggregate, undefined, events)
  cache.set(aggregate, stream, newest)
  const own = events.filter(({ metadata }) => metadata.command_id === context.command_id)
  const repeat = own.length === 0 ? null : { ...loaded(newest), events: own, repeated: true }
  return { repeat, newest }
}

function loaded<State>(base: Baseline<State>): Omit<Baseline<State>, 'last'> {
  return { state: base.state, revision: base.revision, position: base.position }
}

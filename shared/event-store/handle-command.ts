import type { Decided } from '../kernel/decider.ts'
import { type DomainEvent, type RecordedEvent, streamName } from '../kernel/event.ts'
import { backoffMs, pause } from '../kernel/pause.ts'
import { Refused } from '../kernel/refused.ts'
import type { FaultPoint } from '../observability/fault-points.ts'
import type { AggregateStore, Command, Handled } from './aggregate-store.ts'
import { type EventStore, WrongRevision } from './event-store.ts'
import { createKeyedQueue } from './keyed-queue.ts'
import { asRecorded, describeEvents } from './new-events.ts'
import { type ReadNewest, readOn } from './newest.ts'
import { type Baseline, foldOnto, type StreamCache } from './stream-cache.ts'
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
/** 15, 30, … 240 ms, less by chance: together longer than the burst of another process that keeps winning. */
const FIRST_PAUSE_MS = 15
const LONGEST_PAUSE_MS = 400
const LONGEST_QUEUE_WAIT_MS = 2_500

/**
 * Whoever takes this long may have been thought dead, and another process may have recorded the command:
 * the log then answers with success, but holds the other's events, with their request id and time. What was
 * written here must not be taken for them, or the next hash of the chain would be wrong.
 */
const CERTAIN_WITHIN_MS = 1_000

export type CommandHandlerDependencies = {
  readonly eventStore: EventStore
  readonly cache: StreamCache
  readonly readNewest: ReadNewest
  readonly faultPoint: FaultPoint | undefined
}

type Running<State, E extends DomainEvent> = Command<State, E> & {
  readonly stream: string
  readonly startedAt: number
}

export function createCommandHandler(dependencies: CommandHandlerDependencies): CommandHandler {
  const inTurn = createKeyedQueue(LONGEST_QUEUE_WAIT_MS)

  return async (command) => {
    const stream = streamName(command.aggregate.resource, command.id)
    const running = { ...command, stream, startedAt: performance.now() }
    if (command.create) return create(dependencies, running)
    return inTurn(stream, () => change(dependencies, running))
  }
}

async function create<State, E extends DomainEvent>(
  dependencies: CommandHandlerDependencies,
  command: Running<State, E>,
): Promise<Handled<State, E>> {
  const { stream } = command
  if (command.mayBeRepeat) {
    const found = await reread(dependencies, command, undefined)
    if (found.repeat !== null) return found.repeat
    if (found.newest !== null) throw new StreamExists(stream)
  }
  const events = command.decide(command.aggregate.evolution.initialState)
  if (events.length === 0) throw new Error(`${command.context.command_type} created nothing`)
  try {
    return await record(dependencies, command, events, null)
  } catch (error) {
    if (error instanceof WrongRevision) throw new StreamExists(stream, error)
    throw error
  }
}

async function change<State, E extends DomainEvent>(
  dependencies: CommandHandlerDependencies,
  command: Running<State, E>,
): Promise<Handled<State, E>> {
  if (!command.mayBeRepeat) {
    return changeFrom(dependencies, command, presentIn(dependencies.cache, command))
  }
  const { repeat, newest } = await reread(dependencies, command, undefined)
  return repeat ?? changeFrom(dependencies, command, { base: newest, isNewest: true })
}

/** @param first what is known of the stream; read if nothing is */
async function changeFrom<State, E extends DomainEvent>(
  dependencies: CommandHandlerDependencies,
  command: Running<State, E>,
  first: Present<State> | undefined,
): Promise<Handled<State, E>> {
  let present = first
  for (let retry = 0; ; ) {
    present ??= await readPresent(dependencies, command)
    const decided = decideOn(command, present)
    if (decided === 'look again') {
      present = undefined
      continue
    }
    const { base, events } = decided
    if (events.length === 0) return { ...loaded(base), events: [], repeated: false }
    try {
      return await record(dependencies, command, events, base)
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error
    }
    await pause(backoffMs(retry, FIRST_PAUSE_MS, LONGEST_PAUSE_MS))
    // Whoever was faster may have been this very command, in a process that thought this one dead.
    const { repeat, newest } = await reread(dependencies, command, base)
    if (repeat !== null) return repeat
    retry += 1
    if (retry > MOST_RETRIES) throw new Refused('CONFLICT', 'Too many others change this at once')
    present = { base: newest, isNewest: true }
  }
}

type Present<State> = { readonly base: Baseline<State> | null; readonly isNewest: boolean }

function presentIn<State, E extends DomainEvent>(
  cache: StreamCache,
  { aggregate, stream }: Running<State, E>,
): Present<State> | undefined {
  const base = cache.get(aggregate, stream)
  return base && { base, isNewest: false }
}

async function readPresent<State, E extends DomainEvent>(
  { readNewest }: CommandHandlerDependencies,
  { aggregate, stream }: Running<State, E>,
): Promise<Present<State>> {
  return { base: await readNewest(aggregate, stream), isNewest: true }
}

type Decision<State, E extends DomainEvent> = {
  readonly base: Baseline<State>
  readonly events: readonly Decided<E>[]
}

/** Whatever would be answered without an append is answered on the newest state only. */
function decideOn<State, E extends DomainEvent>(
  { decide, ifMatch }: Command<State, E>,
  { base, isNewest }: Present<State>,
): Decision<State, E> | 'look again' {
  if (base === null) throw new Refused('NOT_FOUND', 'Not found')
  if (ifMatch !== undefined && !ifMatch.includes(base.revision)) {
    if (!isNewest) return 'look again'
    throw staleUnlessMissing(() => decide(base.state))
  }
  try {
    const events = decide(base.state)
    return events.length === 0 && !isNewest ? 'look again' : { base, events }
  } catch (error) {
    if (error instanceof Refused && !isNewest) return 'look again'
    throw error
  }
}

/** What is not there, or not for this caller to see, is not told by its revision either. */
function staleUnlessMissing(decide: () => unknown): Refused {
  try {
    decide()
  } catch (error) {
    if (error instanceof Refused && error.code === 'NOT_FOUND') return error
  }
  return new Refused('PRECONDITION_FAILED', 'This was changed meanwhile')
}

async function record<State, E extends DomainEvent>(
  { eventStore, cache, faultPoint }: CommandHandlerDependencies,
  { aggregate, context, mayBeRepeat, startedAt, stream }: Running<State, E>,
  events: readonly Decided<E>[],
  base: Baseline<State> | null,
): Promise<Handled<State, E>> {
  const { upcasters } = eventStore
  const previous = base === null ? null : base.last
  const described = describeEvents({ stream, events, context, previous, upcasters })

  if (faultPoint) await faultPoint('before-append')
  const expected = base === null ? 'no_stream' : base.revision
  const appended = await eventStore.append({ stream, expected, events: described })
  if (faultPoint) await faultPoint('after-append')

  const recorded = asRecorded(described, appended, new Date().toISOString())
  const newest = foldOnto(aggregate, base ?? undefined, recorded)
  const isCertain = !mayBeRepeat && performance.now() - startedAt < CERTAIN_WITHIN_MS
  if (isCertain) cache.set(aggregate, stream, newest)
  else cache.drop(stream)
  return { ...loaded(newest), events: recorded, repeated: false }
}

type Reread<State, E extends DomainEvent> = {
  /** What the same command has recorded before; `null` if nothing was found. */
  readonly repeat: Handled<State, E> | null
  readonly newest: Baseline<State> | null
}

/** @param base where to read on from; the whole stream where it is not given */
async function reread<State, E extends DomainEvent>(
  { eventStore, cache }: CommandHandlerDependencies,
  { aggregate, context, stream }: Running<State, E>,
  base: Baseline<State> | undefined,
): Promise<Reread<State, E>> {
  const own: RecordedEvent<E>[] = []
  const onEvents = (events: readonly RecordedEvent<E>[]): void => {
    own.push(...events.filter(({ metadata }) => metadata.command_id === context.command_id))
  }
  const newest = await readOn({ store: eventStore, cache, aggregate, stream, base, onEvents })
  const isRepeat = newest !== null && own.length > 0
  return { repeat: isRepeat ? { ...loaded(newest), events: own, repeated: true } : null, newest }
}

function loaded<State>(base: Baseline<State>): Omit<Baseline<State>, 'last'> {
  return { state: base.state, revision: base.revision, position: base.position }
}

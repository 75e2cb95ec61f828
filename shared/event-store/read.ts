import {
  type AllStreamResolvedEvent,
  BACKWARDS,
  END,
  type EventStoreDBClient,
  FORWARDS,
  type ResolvedEvent,
  START,
  StreamDeletedError,
  type StreamingRead,
  StreamNotFoundError,
} from '@eventstore/db-client'
import type { RecordedEvent } from '../kernel/event.ts'
import { logStart, type Position } from '../kernel/position.ts'
import { Unavailable } from '../kernel/unavailable.ts'
import type { Upcasters } from '../kernel/upcasters.ts'
import type { Connection, Lease } from './connection.ts'
import {
  type LogPage,
  type ReadAllOptions,
  type ReadStreamOptions,
  StreamDeleted,
} from './event-store.ts'
import { isAnswer, unavailable } from './faults.ts'
import { isSystemEvent, parseRecordedEvent } from './recorded-event.ts'

/** Waiting for a connection and then for the answer; together under the 3 s after which the API answers 503. */
const CONNECT_WAIT_MS = 1_200
const READ_TIMEOUT_MS = 1_500

const PAGE_SIZE = 500

/** The head is nearly always the very last event; a real node's statistics may lie behind it by the hundred. */
const HEAD_PAGES = [1, 64, 500]

export type Reading = Pick<Reader, 'readStream' | 'streamPages' | 'readAll' | 'head'>
type Reader = {
  readStream(stream: string, options?: ReadStreamOptions): Promise<RecordedEvent[]>
  streamPages(stream: string, options?: ReadStreamOptions): AsyncGenerator<RecordedEvent[]>
  readAll(options: ReadAllOptions): Promise<LogPage>
  head(): Promise<Position>
}

export function createReader(connection: Connection, upcasters: Upcasters): Reader {
  const read = <T>(call: (client: EventStoreDBClient) => Promise<T>): Promise<T> =>
    readOnce(connection, call)

  async function* streamPages(
    stream: string,
    options: ReadStreamOptions = {},
  ): AsyncGenerator<RecordedEvent[]> {
    let wanted = options.maxCount ?? Number.POSITIVE_INFINITY
    let from = options.fromRevision
    while (wanted > 0) {
      const maxCount = Math.min(wanted, PAGE_SIZE)
      const page = await readPage(read, stream, { ...options, ...only(from), maxCount })
      const last = page.at(-1)
      if (last !== undefined) yield page.map(({ event }) => parseRecordedEvent(event, upcasters))

      const next = last && nextRevision(Number(last.event.revision), options)
      if (page.length < maxCount || next === undefined || next < 0) return
      from = next
      wanted -= page.length
    }
  }

  const readStream = async (
    stream: string,
    options?: ReadStreamOptions,
  ): Promise<RecordedEvent[]> => {
    let events: RecordedEvent[] = []
    for await (const page of streamPages(stream, options)) {
      events = events.length === 0 ? page : events.concat(page)
    }
    return events
  }

  const readAll = async (options: ReadAllOptions): Promise<LogPage> => {
    const { events, next } = await readLog(read, options)
    return { events: events.map((event) => parseRecordedEvent(event, upcasters)), next }
  }

  return { readStream, streamPages, readAll, head: () => findHead(read) }
}

type Read = <T>(call: (client: EventStoreDBClient) => Promise<T>) => Promise<T>

async function readOnce<T>(
  connection: Connection,
  call: (client: EventStoreDBClient) => Promise<T>,
): Promise<T> {
  const lease = await connection.lease(CONNECT_WAIT_MS)
  const found = await useFor(connection, lease, call)
  // Client 6.2.1 ends a read that is cancelled as if it were complete: what it found then may be cut short.
  if (lease.isRetired) throw unavailable('the connection was given up during a read')
  return found
}

async function useFor<T>(
  connection: Connection,
  lease: Lease,
  call: (client: EventStoreDBClient) => Promise<T>,
): Promise<T> {
  try {
    return await connection.use(lease, call)
  } catch (error) {
    if (isAnswer(error)) throw error
    connection.broken(lease, error)
    throw unavailable(error)
  }
}

function only(fromRevision: number | undefined): { fromRevision?: number } {
  return fromRevision === undefined ? {} : { fromRevision }
}

function nextRevision(last: number, options: ReadStreamOptions): number {
  return options.direction === 'backwards' ? last - 1 : last + 1
}

type StreamEvent = { readonly event: NonNullable<ResolvedEvent['event']> }

async function readPage(
  read: Read,
  stream: string,
  options: ReadStreamOptions & { maxCount: number },
): Promise<StreamEvent[]> {
  const { fromRevision } = options
  const isBackwards = options.direction === 'backwards'
  const edge = isBackwards ? END : START
  try {
    return await read(async (client) => {
      const found = await collect(
        client.readStream(stream, {
          direction: isBackwards ? BACKWARDS : FORWARDS,
          fromRevision: fromRevision === undefined ? edge : BigInt(fromRevision),
          maxCount: options.maxCount,
        }),
        READ_TIMEOUT_MS,
      )
      return found.flatMap(({ event }) => (event === undefined ? [] : [{ event }]))
    })
  } catch (error) {
    if (error instanceof StreamNotFoundError) return []
    if (error instanceof StreamDeletedError) throw new StreamDeleted(stream, error)
    throw error
  }
}

type LogEvent = NonNullable<AllStreamResolvedEvent['event']>
type RawPage = { readonly events: LogEvent[]; readonly next: Position | null }

async function readLog(read: Read, options: ReadAllOptions): Promise<RawPage> {
  const { from, maxCount } = options
  const isBackwards = options.direction === 'backwards'
  const edge = isBackwards ? END : START
  const hasFrom = from !== undefined && from !== logStart
  if (isBackwards && from === logStart) return { events: [], next: null }

  // Forwards the log itself includes the position given, so one more is asked for and that one left out.
  const count = hasFrom && !isBackwards ? maxCount + 1 : maxCount
  const found = await read((client) =>
    collect(
      client.readAll({
        direction: isBackwards ? BACKWARDS : FORWARDS,
        fromPosition: hasFrom ? { commit: from, prepare: from } : edge,
        maxCount: count,
      }),
      READ_TIMEOUT_MS,
    ),
  )
  const events = found.flatMap(({ event }) =>
    event === undefined || event.position.commit === from ? [] : [event],
  )
  const last = events.at(-1)
  const next = found.length < count || last === undefined ? null : last.position.commit
  return { events: events.filter((event) => !isSystemEvent(event)), next }
}

async function findHead(read: Read): Promise<Position> {
  let from: Position | null | undefined
  for (let step = 0; from !== null; step += 1) {
    const maxCount = HEAD_PAGES[Math.min(step, HEAD_PAGES.length - 1)] ?? PAGE_SIZE
    const page: RawPage = await readLog(read, {
      direction: 'backwards',
      maxCount,
      ...(from === undefined ? {} : { from }),
    })
    const newest = page.events[0]
    if (newest !== undefined) return newest.position.commit
    from = page.next
  }
  return logStart
}

/** All that a bounded read gives. The client puts no deadline on reads, so this does. */
export function collect<T>(stream: StreamingRead<T>, timeoutMs: number): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const found: T[] = []
    const timer = setTimeout(() => {
      reject(new Unavailable('event-store', `No answer to a read within ${timeoutMs} ms`))
      stream.cancel().catch(() => undefined) // it has no connection: nothing runs that could be cancelled
    }, timeoutMs)
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      settle()
    }
    stream
      .on('data', (event: T) => found.push(event))
      .on('end', () => end(() => resolve(found)))
      .on('error', (error) => end(() => reject(error)))
  })
}

import type { RecordedEvent } from '../kernel/event.ts'
import { logStart, type Position } from '../kernel/position.ts'
import { Unavailable } from '../kernel/unavailable.ts'
import type { Upcasters } from '../kernel/upcasters.ts'
import type { Connection, Lease } from './connection.ts'
import {
  type EventStore,
  type LogPage,
  NoSuchPosition,
  type ReadAllOptions,
  type ReadStreamOptions,
} from './event-store.ts'
import { isLostPosition } from './lost-position.ts'
import { isSystemEvent } from './recorded-event.ts'
import { type StoredEvent, type StoredPage, type Transport, Unanswered } from './transport.ts'
import { upcast } from './upcast.ts'

/** Waiting for a connection and then for more of the answer; together under the 3 s after which the API answers 503. */
const CONNECT_WAIT_MS = 1_200
const READ_TIMEOUT_MS = 1_500

const PAGE_SIZE = 500

/** The head is nearly always the very last event; a real node's statistics may lie behind it by the hundred. */
const HEAD_PAGES = [1, 64, 500]

export type Reader = Pick<EventStore, 'readStream' | 'streamPages' | 'readAll' | 'head'>

export function createReader(connection: Connection, upcasters: Upcasters): Reader {
  const read: Read = (call) => readOnce(connection, call)
  const newest = (events: readonly StoredEvent[]) => events.map((event) => upcast(upcasters, event))

  async function* streamPages(
    stream: string,
    options: ReadStreamOptions = {},
  ): AsyncGenerator<RecordedEvent[]> {
    let wanted = options.maxCount ?? Number.POSITIVE_INFINITY
    let from = options.fromRevision
    while (wanted > 0) {
      const maxCount = Math.min(wanted, PAGE_SIZE)
      const page = await readPage(read, stream, { ...options, ...only(from), maxCount })
      const last = page.events.at(-1)
      if (last !== undefined) yield newest(page.events)

      const next = last && nextRevision(last.revision, options)
      const isLast = page.events.length < maxCount && !page.isFull
      if (isLast || next === undefined || next < 0) return
      from = next
      wanted -= page.events.length
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
    const { events, ...page } = await readLog(read, options)
    return { ...page, events: newest(events) }
  }

  return { readStream, streamPages, readAll, head: () => findHead(read) }
}

type Read = (call: (transport: Transport) => Promise<StoredPage>) => Promise<StoredPage>

async function readOnce(
  connection: Connection,
  call: (transport: Transport) => Promise<StoredPage>,
): Promise<StoredPage> {
  const lease = await connection.lease(CONNECT_WAIT_MS)
  const found = await useFor(connection, lease, call)
  // Client 6.2.1 ends a read that is cancelled as if it were complete: what it found then may be cut short.
  if (lease.isRetired) throw new Unanswered('the connection was given up during a read')
  return found
}

async function useFor(
  connection: Connection,
  lease: Lease,
  call: (transport: Transport) => Promise<StoredPage>,
): Promise<StoredPage> {
  try {
    return await connection.use(lease, call)
  } catch (error) {
    if (error instanceof Unavailable) connection.broken(lease, error)
    throw error
  }
}

function only(fromRevision: number | undefined): { fromRevision?: number } {
  return fromRevision === undefined ? {} : { fromRevision }
}

function nextRevision(last: number, options: ReadStreamOptions): number {
  return options.direction === 'backwards' ? last - 1 : last + 1
}

function readPage(
  read: Read,
  stream: string,
  options: ReadStreamOptions & { maxCount: number },
): Promise<StoredPage> {
  const { direction = 'forwards', fromRevision, maxCount } = options
  const from = fromRevision ?? edgeOf(direction)
  return read((transport) =>
    transport.readStream({ stream, direction, from, maxCount, timeoutMs: READ_TIMEOUT_MS }),
  )
}

function edgeOf(direction: 'forwards' | 'backwards'): 'start' | 'end' {
  return direction === 'backwards' ? 'end' : 'start'
}

async function readLog(read: Read, options: ReadAllOptions): Promise<LogPage> {
  const { from = null, maxCount, direction = 'forwards', isFromIncluded = false } = options
  if (direction === 'backwards' && from === logStart) {
    return { events: [], next: null, reached: logStart }
  }

  // Forwards the log itself includes the position given: unless wanted, one more is asked for and that one left out.
  const hasFrom = from !== null && from !== logStart
  const count = hasFrom && direction === 'forwards' && !isFromIncluded ? maxCount + 1 : maxCount
  const found = await read((transport) =>
    transport.readAll({
      direction,
      from: hasFrom ? from : edgeOf(direction),
      maxCount: count,
      timeoutMs: READ_TIMEOUT_MS,
    }),
  ).catch((error: unknown) => {
    throw from !== null && isLostPosition(error) ? new NoSuchPosition(from, error) : error
  })
  return pageOf(found, { from, count, isFromIncluded })
}

type Asked = {
  readonly from: Position | null
  readonly count: number
  readonly isFromIncluded: boolean
}

function pageOf(
  { events: found, isFull }: StoredPage,
  { from, count, isFromIncluded }: Asked,
): LogPage {
  const events = found.filter(({ position }) => isFromIncluded || position !== from)
  const last = events.at(-1)?.position
  return {
    events: events.filter((event) => !isSystemEvent(event)),
    next: found.length < count && !isFull ? null : (last ?? null),
    reached: last ?? from ?? logStart,
  }
}

async function findHead(read: Read): Promise<Position> {
  let from: Position | null | undefined
  for (let step = 0; from !== null; step += 1) {
    const maxCount = HEAD_PAGES[Math.min(step, HEAD_PAGES.length - 1)] ?? PAGE_SIZE
    const page: LogPage = await readLog(read, {
      direction: 'backwards',
      maxCount,
      ...(from === undefined ? {} : { from }),
    })
    const newest = page.events[0]
    if (newest !== undefined) return newest.position
    from = page.next
  }
  return logStart
}

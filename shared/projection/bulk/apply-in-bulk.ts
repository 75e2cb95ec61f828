import type { RecordedEvent } from '../../kernel/event.ts'
import type { Position } from '../../kernel/position.ts'
import { weightOfData } from '../../kernel/weight.ts'
import { isForOneByOne, type Leadership, moveTo, stageEvents, tell } from '../apply-batch.ts'
import type { AnyTable } from '../projection.ts'
import type { RowFinder, RowKey } from '../row-cache.ts'
import type { Session } from '../session.ts'
import { type StagedRows, stageRows } from '../staged-rows.ts'
import { type CopyTexts, createCopyTexts } from './copy-texts.ts'
import { withoutNewRows, writeInBulk } from './write-in-bulk.ts'

export type Bulk = {
  readonly leader: Leadership
  /** Asks for rows while the leader's own session writes. */
  readonly reader: Session
  /** When this many are folded, they are written. */
  readonly batchEvents: number
  /** Gets how many events each batch had. */
  readonly onBatch: (events: number) => void
}

/** Or when they have so many, as large events may. */
const BATCH_BYTES = 64 * 1024 * 1024

/** Up to this position is an event that cannot be applied, or not so: what is not committed is done one by one. */
export class PoisonInBulk extends Error {
  override readonly name = 'PoisonInBulk'
  readonly upTo: Position

  constructor(upTo: Position, cause: unknown) {
    super(`Events up to ${upTo} cannot be applied in bulk`, { cause })
    this.upTo = upTo
  }
}

/**
 * The same as `applyBatch` for many events that nobody waits for: batches of thousands, each written while
 * the next one is folded.
 *
 * So the rows in memory are ahead of the database. A row is looked for in the batch that is folded, in the
 * one that is written, and among those kept; only then in the database, where nothing in flight changes it.
 * Where a batch fails, all that is in memory is forgotten.
 * @throws PoisonInBulk, what the database throws
 */
export async function applyInBulk(
  bulk: Bulk,
  pages: AsyncIterable<readonly RecordedEvent[]>,
): Promise<void> {
  let folding = beginBatch(bulk)
  let writing: Promise<void> = Promise.resolve()
  try {
    for await (const page of pages) {
      await bulk.leader.faultPoint('before-batch')
      await foldPage(bulk, folding, page)
      if (folding.events < bulk.batchEvents && folding.bytes < BATCH_BYTES) continue
      await writing
      folding.before.forget()
      writing = startWriting(bulk, folding)
      folding = beginBatch(bulk, folding)
    }
    await writing
    await startWriting(bulk, folding)
  } catch (error) {
    await writing.catch(() => undefined)
    await forgetAll(bulk.leader)
    throw error
  }
}

type KnownBefore = RowFinder & { readonly forget: () => void }

type Batch = {
  readonly staged: StagedRows
  readonly texts: CopyTexts
  readonly before: KnownBefore
  events: number
  /** Of these events; their rows have about as many. */
  bytes: number
  upTo: Position
}

/** @param written the batch that is being written meanwhile */
function beginBatch({ leader: { cache, position, columnsOf } }: Bulk, written?: Batch): Batch {
  const before = knownBefore(cache, written?.staged)
  const texts = createCopyTexts(columnsOf)
  const staged = stageRows(before, texts.add)
  return { staged, texts, before, events: 0, bytes: 0, upTo: written?.upTo ?? position }
}

/**
 * What is being written, and the rows kept. Once it is written it has to be forgotten: it knows what was before it, and
 * so each batch would hold all others in memory.
 */
function knownBefore(cache: RowFinder, written: RowFinder | undefined): KnownBefore {
  let writing = written
  return {
    find: (table, key) => writing?.find(table, key) ?? cache.find(table, key),
    forget: () => {
      writing = undefined
    },
  }
}

async function foldPage(
  { leader, reader }: Bulk,
  batch: Batch,
  page: readonly RecordedEvent[],
): Promise<void> {
  const events = onlyNew(page, batch.upTo)
  const last = events.at(-1)
  if (last === undefined) return
  const { staged, before } = batch
  const cache = {
    ...leader.cache,
    find: (table: AnyTable, key: RowKey) => staged.find(table, key) ?? before.find(table, key),
  }
  try {
    tell(leader, await stageEvents({ ...leader, session: reader, cache }, events, { staged }))
  } catch (error) {
    throw asPoison(error, last.position)
  }
  leader.cache.endBatch()
  batch.events += events.length
  batch.bytes += weightOfData(events)
  batch.upTo = last.position
}

/** Each event once, also where the log told it twice. */
function onlyNew(events: readonly RecordedEvent[], after: Position): RecordedEvent[] {
  let last = after
  return events.filter(({ position }) => {
    if (position <= last) return false
    last = position
    return true
  })
}

/** What is staged is found in memory from now on, as if it were written. */
function startWriting(bulk: Bulk, batch: Batch): Promise<void> {
  const written = write(bulk, batch)
  written.catch(() => undefined) // told where it is awaited
  return written
}

async function write(bulk: Bulk, { staged, texts, events, upTo }: Batch): Promise<void> {
  if (events === 0) return
  const { leader, onBatch } = bulk
  const { session, cache, columnsOf, faultPoint } = leader
  const startedAt = performance.now()
  try {
    const changes = withoutNewRows(staged.writes(), cache, texts)
    staged.keepIn(cache)
    const move = moveTo(leader, upTo)
    await writeInBulk(session, { copied: texts.tables(), changes, columnsOf, move }, faultPoint)
  } catch (error) {
    throw asPoison(error, upTo)
  }
  await faultPoint('after-commit')
  leader.position = upTo
  leader.metrics.batch(events, (performance.now() - startedAt) / 1000)
  onBatch(events)
}

function asPoison(error: unknown, upTo: Position): unknown {
  return isForOneByOne(error) ? new PoisonInBulk(upTo, error) : error
}

/** Leaves the session outside of any transaction. */
async function forgetAll({ cache, session }: Leadership): Promise<void> {
  cache.forgetAll()
  await session.run({ text: 'rollback', values: [] }).catch(() => undefined) // it may be gone
}

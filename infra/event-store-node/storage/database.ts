import { closeSync, fdatasyncSync, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite'

/** Another process has the log open: two writers would give out the same positions. */
export class LogInUse extends Error {
  override readonly name = 'LogInUse'

  constructor(dir: string, cause: unknown) {
    super(`The event log in ${dir} is in use by another process`, { cause })
  }
}

/** The file holds something else, or was written by a later version. */
export class UnknownLog extends Error {
  override readonly name = 'UnknownLog'
}

/** An event as it lies in the log; see `encodeRecord` for the record. */
export type StoredEvent = {
  readonly position: number
  readonly revision: number
  readonly record: Buffer
}

const FILE = 'events.sqlite'

/** All that a log is made of; the second one only until it is closed. */
export const logFiles = [FILE, `${FILE}-wal`] as const

const SCHEMA_VERSION = 1
const SQLITE_BUSY = 5

/** Moving the write-ahead log into the file costs an fsync of both: rarely, in portions of 16 MB. */
const CHECKPOINT_PAGES = 4000
const WAL_FRAME_BYTES = 4096 + 24
const ZEROS_BYTES = 256 * 1024
const CACHE_KIB = 8192

/**
 * FULL: a commit is on disk when it returns. EXCLUSIVE: the lock is held as long as the process lives and is
 * given back by the operating system whatever ends it; it also spares SQLite the shared memory.
 */
const SETTINGS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
  PRAGMA cache_size = -${CACHE_KIB};
`

const SCHEMA = `
  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    record BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
  PRAGMA user_version = ${SCHEMA_VERSION};
`

const COLUMNS = 'SELECT position, record, revision FROM events'

/** The statements of the log, prepared once. Rows come as arrays of position, record and revision. */
export type LogDatabase = Disposable &
  ReturnType<typeof prepareAll> & { isInTransaction(): boolean }

/** @throws LogInUse, UnknownLog */
export function openDatabase(dir: string): LogDatabase {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(join(dir, FILE))
  try {
    database.exec(SETTINGS)
    prepareSchema(database, dir)
    growWriteAheadLog(join(dir, `${FILE}-wal`))
    return {
      ...prepareAll(database),
      isInTransaction: () => database.isTransaction,
      [Symbol.dispose]: () => database.close(),
    }
  } catch (error) {
    database.close()
    throw isBusy(error) ? new LogInUse(dir, error) : error
  }
}

function prepareSchema(database: DatabaseSync, dir: string): void {
  database.exec('BEGIN IMMEDIATE')
  const version = database.prepare('PRAGMA user_version').get()?.['user_version']
  if (version === 0) database.exec(SCHEMA)
  else if (version !== SCHEMA_VERSION) {
    throw new UnknownLog(
      `The event log in ${dir} has version ${String(version)}, not ${SCHEMA_VERSION}`,
    )
  }
  database.exec('COMMIT')
}

// Writing into space that the file has already spares each commit the update of the file's size: a third of
// its time. SQLite stops reading at the first frame that is not its own, so zeros behind the end are no harm. Where
// there is no room for them, the log opens all the same, for its readers: SQLite itself refuses what does not fit.
function growWriteAheadLog(path: string): void {
  const file = openSync(path, 'a')
  try {
    const zeros = Buffer.alloc(ZEROS_BYTES)
    while (fstatSync(file).size < CHECKPOINT_PAGES * WAL_FRAME_BYTES) writeSync(file, zeros)
    fdatasyncSync(file)
  } catch (error) {
    if (!lacksRoom(error)) throw error
  } finally {
    closeSync(file)
  }
}

function prepareAll(database: DatabaseSync) {
  const rows = (sql: string): StatementSync => {
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }
  return {
    begin: database.prepare('BEGIN'),
    commit: database.prepare('COMMIT'),
    rollback: database.prepare('ROLLBACK'),
    insertStream: database.prepare('INSERT INTO streams (name) VALUES (?)'),
    insertEvent: database.prepare('INSERT INTO events VALUES (?, ?, ?, ?)'),
    streamId: rows('SELECT id FROM streams WHERE name = ?'),
    eventCount: rows('SELECT count(*) FROM events'),
    lastOfLog: rows(`${COLUMNS} ORDER BY position DESC LIMIT 1`),
    positionFromEnd: rows('SELECT position FROM events ORDER BY position DESC LIMIT 1 OFFSET ?'),
    eventAtPosition: rows(`${COLUMNS} WHERE position = ?`),
    eventAtRevision: rows(`${COLUMNS} WHERE stream = ? AND revision = ?`),
    lastOfStream: rows(`${COLUMNS} WHERE stream = ? ORDER BY revision DESC LIMIT 1`),
    logForwards: rows(`${COLUMNS} WHERE position >= ? ORDER BY position`),
    logBackwards: rows(`${COLUMNS} WHERE position <= ? ORDER BY position DESC`),
    streamForwards: rows(
      `${COLUMNS} WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision`,
    ),
    streamBackwards: rows(
      `${COLUMNS} WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision DESC`,
    ),
  }
}

/** A row as SQLite gives it: an array, though its types say otherwise. */
type Row = Readonly<Record<number, SQLOutputValue>> | undefined

export function parseRow(row: Row): StoredEvent | null {
  if (row === undefined) return null
  const position = row[0]
  const record = row[1]
  const revision = row[2]
  if (
    typeof position !== 'number' ||
    typeof revision !== 'number' ||
    !(record instanceof Uint8Array)
  ) {
    throw new UnknownLog('A row of the log is not an event')
  }
  return {
    position,
    revision,
    record: Buffer.from(record.buffer, record.byteOffset, record.length),
  }
}

export function parseNumber(row: Row): number | null {
  const value = row?.[0]
  return typeof value === 'number' ? value : null
}

/** The disk, one's share of it, or what one file may have, is used up. */
const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG']

function lacksRoom(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NO_ROOM.includes(String(error.code))
}

// The lower byte, because the extended codes tell only what it was busy with.
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error && 'errcode' in error)) return false
  return typeof error.errcode === 'number' && (error.errcode & 0xff) === SQLITE_BUSY
}

import type { JsonValue, RecordedEvent } from '../kernel/event.ts'

/**
 * A row as the projection sees it: column → JSON value, in the columns' own spelling.
 * What comes back from the database is as the pool's column parsers make it: times ISO 8601 in UTC with
 * milliseconds, whole numbers as numbers, JSON columns as values, `numeric` as text.
 */
export type Row = { readonly [column: string]: JsonValue }
export type Key = { readonly [column: string]: string | number }

/**
 * A table that a projection writes. Its columns' types are the database's own, which reads each value from a
 * text. No unique index but the key: the order of writes within one batch is not given.
 */
export type Table<R extends Row = Row> = AnyTable & {
  readonly key: readonly (keyof R & string)[]
  /** All that the projection writes or reads, the key's included. What is left out of a row becomes NULL. */
  readonly columns: readonly (keyof R & string)[]
}

/** A table of whatever rows: `Table<Ticket>` is one, though it is no `Table<Row>`. */
export type AnyTable = {
  readonly table: string
  readonly key: readonly string[]
  readonly columns: readonly string[]
  /**
   * Whether somebody acts on its rows, so that none may be taken back: a commit that writes some waits for
   * the disk. What a crash of the database takes of other tables, it takes with the checkpoint, and the log
   * makes it again.
   */
  readonly lasting?: true
}

export type RowReference = {
  readonly table: AnyTable
  readonly key: Key
  /** Which event of the stream is the first to write it, where its projection knows: a row is not asked for in vain. */
  readonly comes?: 'with the event before' | 'not before this event'
}

/** The rows in hand while an event is applied. Nothing is written before the whole batch is. */
export type Rows = {
  /** @throws where `touches` did not name the row */
  get<R extends Row>(table: Table<R>, key: Key): R | null
  /** Writes the whole row, replacing what is there. */
  put<R extends Row>(table: Table<R>, row: R): void
  /** The same for a key that no row has had yet, which a rebuild writes quicker. */
  putNew<R extends Row>(table: Table<R>, row: R): void
  /** As `put`, of a row that no later event asks for or writes: a rebuild need not remember it. */
  putLast<R extends Row>(table: Table<R>, row: R): void
  delete(table: AnyTable, key: Key): void
  /** Writes the row unless its key is there already: for rows that are never changed. */
  insert<R extends Row>(table: Table<R>, row: R): void
  /** Adds to numeric columns, from 0 for a row that is not there yet. Needs no `touches`. */
  add(table: AnyTable, key: Key, amounts: { readonly [column: string]: number }): void
}

/**
 * Events → rows, purely. `apply` gets each event of its `types` once, in the order of the log.
 * A table belongs to one projection, and is written either by `put`/`delete`, by `insert` or by `add`.
 */
export type Projection = {
  readonly name: string
  readonly tables: readonly AnyTable[]
  readonly types: ReadonlySet<string>
  /**
   * The row that stands for the event's stream and carries its `revision` column, which the runner keeps:
   * lower or equal is skipped, higher by more than one is an alarm. Need not be named in `touches`.
   * Whoever deletes this row loses that guard, so a deleted resource rather keeps its row, marked.
   */
  readonly streamRow?: (event: RecordedEvent) => RowReference | null
  /** Rows that `apply` will `get`. */
  readonly touches?: (event: RecordedEvent) => readonly RowReference[]
  readonly apply: (event: RecordedEvent, rows: Rows) => void
}

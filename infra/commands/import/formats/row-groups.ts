import { stat } from 'node:fs/promises'
import { WrongUse } from '#commands/command.ts'
import type { RefusedInput, SourceItem } from '#commands/import/source.ts'
import { type CsvRow, readRows } from './csv-rows.ts'
import { gatherRows } from './gather-rows.ts'
import { doubtOf, isNoOrder, type Steps } from './row-order.ts'
import { type Grouping, groupOf, requireColumns, type Survey, surveyRows } from './survey-rows.ts'

/** The rows of one ticket, oldest first. */
export type RowGroup = { readonly id: string; readonly rows: readonly CsvRow[] }

type CheckedGroup = RowGroup & {
  /** Why nothing can be made of them. */
  readonly refused: RefusedInput | null
  /** What speaks against their order. */
  readonly doubt: RefusedInput | null
}

export type GroupedFile = {
  /** @returns how many tickets there are */
  readonly survey: () => Promise<number>
  readonly groups: () => AsyncGenerator<CheckedGroup>
}

/** Nobody's ticket has so many states; a file that seems to is not what it is taken for. */
const MOST_ROWS = 20_000
/** Of the file. Up to this it is kept in memory, and a larger one in such parts where its tickets are mixed. */
const PART_BYTES = 8 * 1_048_576

/**
 * A ticket is imported with all of its past or not at all, so its rows have to come together. A small file is read
 * once. Of a larger one, which is read twice, only the rows of one ticket are in memory where they stand together;
 * where they do not, as in an export by time, it is divided first, on disk. A file with the newest row first is
 * read the other way round, ticket by ticket.
 */
export function groupedCsv(
  file: string,
  grouping: Grouping,
  partBytes: number = PART_BYTES,
): GroupedFile {
  let opened: Promise<Opened> | null = null
  const open = () => (opened ??= openFile(file, grouping, partBytes))
  return {
    survey: async () => {
      const { tickets, steps } = await open()
      if (isNoOrder(steps)) throw new WrongUse(noOrder(file, steps))
      return tickets
    },
    groups: async function* () {
      const found = await open()
      const isNewestFirst = found.steps.back > found.steps.on
      for await (const { id, rows } of readGroups(file, grouping, found)) {
        const group = { id, rows: isNewestFirst ? rows.toReversed() : rows }
        const refused = noTicketIn(group, grouping) ?? tooLongIn(group)
        yield { ...group, refused, doubt: doubtOf(group, grouping) }
      }
    },
  }
}

const noOrder = (file: string, { on, back }: Steps) =>
  `The rows of ${file} are in no order: from one row of a ticket to its next the time goes on ${on} times and` +
  ` back ${back} times. Sort them in the order in which they were recorded.`

type Opened = Survey & {
  /** All rows of a small file; `null` of one that is read again. */
  readonly kept: readonly CsvRow[] | null
  /** Into how many it is divided where tickets are mixed. */
  readonly parts: number
}

async function openFile(file: string, grouping: Grouping, partBytes: number): Promise<Opened> {
  const { idColumn, timeColumn } = grouping
  const parts = Math.ceil((await stat(file)).size / partBytes)
  const onHeader = (header: readonly string[]) => requireColumns(file, header, grouping)
  if (parts <= 1) {
    const kept = await Array.fromAsync(readRows(file, { isUsed: isRead(grouping), onHeader }))
    return { kept, parts, ...(await surveyRows(kept, grouping)) }
  }
  const isUsed = (column: string) => column === idColumn || column === timeColumn
  const surveyed = await surveyRows(readRows(file, { isUsed, onHeader }), grouping)
  return { kept: null, parts, ...surveyed }
}

const isRead =
  ({ columns }: Grouping) =>
  (column: string) =>
    columns?.has(column) ?? true

/** What is read of each; nothing of a ticket of which a row cannot be understood, for what is imported stays as it is. */
export async function* readTickets(
  { groups }: Pick<GroupedFile, 'groups'>,
  read: (group: RowGroup) => SourceItem,
): AsyncGenerator<SourceItem> {
  for await (const group of groups()) {
    const { doubt, refused } = group
    yield refused === null ? withDoubt(read(group), doubt) : { refused }
  }
}

function withDoubt(item: SourceItem, doubt: RefusedInput | null): SourceItem {
  if (doubt === null || 'refused' in item) return item
  return { ...item, leftOut: [...(item.leftOut ?? []), doubt] }
}

function noTicketIn({ rows }: RowGroup, { idColumn, isNoId }: Grouping): RefusedInput | null {
  const [row] = rows
  const id = row?.values[idColumn] ?? ''
  if (row === undefined || !isNoId(id)) return null
  const reason = `“${id}” names no ticket, so nobody knows which one the row belongs to.`
  const errors = { [idColumn]: [reason] }
  return { refused: 'ticket', external_id: null, line: row.line, errors }
}

const tooManyValues =
  'It has more values than the header has columns; one with a comma in it has to be quoted.'

function tooLongIn({ id, rows }: RowGroup): RefusedInput | null {
  const row = rows.find(({ isTooLong }) => isTooLong)
  if (row === undefined) return null
  return { refused: 'ticket', external_id: id, line: row.line, errors: { row: [tooManyValues] } }
}

async function* readGroups(
  file: string,
  grouping: Grouping,
  { areTogether, kept, parts }: Opened,
): AsyncGenerator<RowGroup> {
  const idOf = (row: CsvRow) => groupOf(row, grouping)
  if (kept !== null) {
    yield* groupPart(file, kept, idOf)
    return
  }
  const rows = readRows(file, { isUsed: isRead(grouping) })
  if (areTogether) {
    yield* groupNeighbours(rows, idOf, file)
    return
  }
  for await (const part of gatherRows(rows, { idOf, parts })) yield* groupPart(file, part, idOf)
}

function* groupPart(
  file: string,
  part: readonly CsvRow[],
  idOf: (row: CsvRow) => string,
): Generator<RowGroup> {
  for (const [id, rows] of Map.groupBy(part, idOf)) {
    requireFew(file, id, rows)
    yield { id, rows }
  }
}

async function* groupNeighbours(
  rows: AsyncIterable<CsvRow>,
  idOf: (row: CsvRow) => string,
  file: string,
): AsyncGenerator<RowGroup> {
  let group: { id: string; rows: CsvRow[] } | null = null
  for await (const row of rows) {
    const id = idOf(row)
    if (group !== null && group.id !== id) {
      yield group
      group = null
    }
    group ??= { id, rows: [] }
    group.rows.push(row)
    requireFew(file, id, group.rows)
  }
  if (group !== null) yield group
}

function requireFew(file: string, id: string, rows: readonly CsvRow[]): void {
  if (rows.length <= MOST_ROWS) return
  throw new WrongUse(`${file}, line ${rows.at(-1)?.line}: ${id} has more than ${MOST_ROWS} rows.`)
}

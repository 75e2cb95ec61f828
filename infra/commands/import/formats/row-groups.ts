import { stat } from 'node:fs/promises'
import { WrongUse } from '#commands/command.ts'
import type { RefusedInput, SourceItem } from '#commands/import/source.ts'
import { type CsvRow, readRows } from './csv-rows.ts'
import { gatherRows } from './gather-rows.ts'
import { type Grouping, type Survey, surveyRows } from './survey-rows.ts'

/** The rows of one ticket, oldest first. */
export type RowGroup = { readonly id: string; readonly rows: readonly CsvRow[] }

export type GroupedFile = {
  /** @returns how many tickets there are */
  readonly survey: () => Promise<number>
  readonly groups: () => AsyncGenerator<RowGroup>
}

/** Nobody's ticket has so many states; a file that seems to is not what it is taken for. */
const MOST_ROWS = 20_000
/** Of the file, for each part that is in memory at once where the rows of a ticket do not stand together. */
const PART_BYTES = 8 * 1_048_576

/**
 * A ticket is imported with all of its past or not at all, so its rows have to come together. Where they stand
 * together in the file, only these are in memory; where they do not, as in an export by time, the file is
 * divided first, on disk. A file with the newest row first is read the other way round, ticket by ticket.
 */
export function groupedCsv(file: string, grouping: Grouping): GroupedFile {
  let surveyed: Promise<Survey> | null = null
  const survey = () => (surveyed ??= surveyRows(file, grouping))
  return {
    survey: async () => (await survey()).tickets,
    groups: async function* () {
      const { areTogether, isNewestFirst } = await survey()
      for await (const { id, rows } of readGroups(file, grouping, areTogether)) {
        yield { id, rows: isNewestFirst ? rows.toReversed() : rows }
      }
    },
  }
}

/** What is read of each; nothing of a ticket of which a row cannot be understood, for what is imported stays as it is. */
export async function* readTickets(
  { groups }: Pick<GroupedFile, 'groups'>,
  read: (group: RowGroup) => SourceItem,
): AsyncGenerator<SourceItem> {
  for await (const group of groups()) {
    const refused = tooLongIn(group)
    yield refused === null ? read(group) : { refused }
  }
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
  { idColumn, columns }: Grouping,
  areTogether: boolean,
): AsyncGenerator<RowGroup> {
  const rows = readRows(file, { isUsed: (column) => columns?.has(column) ?? true })
  const idOf = ({ values }: CsvRow) => values[idColumn] ?? ''
  if (areTogether) {
    yield* groupNeighbours(rows, idOf, file)
    return
  }
  const { size } = await stat(file)
  for await (const part of gatherRows(rows, { idOf, parts: Math.ceil(size / PART_BYTES) })) {
    for (const [id, own] of Map.groupBy(part, idOf)) {
      requireFew(file, id, own)
      yield { id, rows: own }
    }
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

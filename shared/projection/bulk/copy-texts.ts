import type { Column, ColumnsOf } from '../columns.ts'
import type { AnyTable, Row } from '../projection.ts'
import { copyLine } from './copy-text.ts'

/** Rows that are new, as text: of a row that is never changed nothing else has to be kept. */
export type CopyTexts = {
  /** @throws NotForColumn */
  readonly add: (table: AnyTable, row: Row) => void
  readonly tables: () => Iterable<CopiedTable>
}

export type CopiedTable = { readonly table: AnyTable; readonly chunks: readonly Buffer[] }

/**
 * Made into bytes at once, which no collector has to look at: until then a text is the tree of the pieces that it was
 * put together from, four times its size. So little that most of them die young, enough for a call of the driver.
 */
const CHUNK_CHARACTERS = 16_384

type Text = {
  readonly table: AnyTable
  readonly columns: readonly Column[]
  readonly chunks: Buffer[]
  last: string
}

export function createCopyTexts(columnsOf: ColumnsOf): CopyTexts {
  const texts = new Map<string, Text>()
  return {
    add: (table, row) => {
      let text = texts.get(table.table)
      if (text === undefined) {
        text = { table, columns: columnsWritten(table, columnsOf), chunks: [], last: '' }
        texts.set(table.table, text)
      }
      text.last += copyLine(text.columns, row)
      if (text.last.length < CHUNK_CHARACTERS) return
      text.chunks.push(Buffer.from(text.last))
      text.last = ''
    },
    tables: () =>
      [...texts.values()].map(({ table, chunks, last }) => ({
        table,
        chunks: [...chunks, Buffer.from(last)],
      })),
  }
}

/** In the order in which the projection names them. */
function columnsWritten(table: AnyTable, columnsOf: ColumnsOf): readonly Column[] {
  const all = new Map(columnsOf(table).map((column) => [column.name, column]))
  return table.columns.map((name) => all.get(name) ?? { name, kind: 'plain' })
}

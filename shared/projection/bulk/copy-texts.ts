import type { AnyTable, Row } from '../projection.ts'
import type { ColumnsOf } from './columns.ts'
import { copyLine } from './copy-text.ts'

/** Rows that are new, as text: of a row that is never changed nothing else has to be kept. */
export type CopyTexts = {
  /** @throws NotForCopy */
  readonly add: (table: AnyTable, row: Row) => void
  readonly tables: () => Iterable<CopiedTable>
}

export type CopiedTable = { readonly table: AnyTable; readonly chunks: readonly Buffer[] }

/**
 * Made into bytes at once, which no collector has to look at: until then a text is the tree of the pieces that it was
 * put together from, four times its size. So little that most of them die young, enough for a call of the driver.
 */
const CHUNK_CHARACTERS = 16_384

export function createCopyTexts(columnsOf: ColumnsOf): CopyTexts {
  const texts = new Map<string, { table: AnyTable; chunks: Buffer[]; last: string }>()
  return {
    add: (table, row) => {
      let text = texts.get(table.table)
      if (text === undefined) {
        text = { table, chunks: [], last: '' }
        texts.set(table.table, text)
      }
      text.last += copyLine(columnsOf(table), row)
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

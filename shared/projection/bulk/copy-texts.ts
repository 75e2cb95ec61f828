import type { AnyTable, Row } from '../projection.ts'
import type { ColumnsOf } from './columns.ts'
import { copyLine } from './copy-text.ts'

/** Rows that are new, as text: of a row that is never changed nothing else has to be kept. */
export type CopyTexts = {
  /** @throws NotForCopy */
  readonly add: (table: AnyTable, row: Row) => void
  readonly tables: () => Iterable<CopiedTable>
}

export type CopiedTable = { readonly table: AnyTable; readonly chunks: readonly string[] }

/** Enough for a call of the driver, little to be made into bytes at once. */
const CHUNK_CHARACTERS = 65_536

export function createCopyTexts(columnsOf: ColumnsOf): CopyTexts {
  const texts = new Map<string, { table: AnyTable; chunks: string[]; last: string }>()
  return {
    add: (table, row) => {
      let text = texts.get(table.table)
      if (text === undefined) {
        text = { table, chunks: [], last: '' }
        texts.set(table.table, text)
      }
      text.last += copyLine(columnsOf(table), row)
      if (text.last.length < CHUNK_CHARACTERS) return
      text.chunks.push(text.last)
      text.last = ''
    },
    tables: () =>
      [...texts.values()].map(({ table, chunks, last }) => ({ table, chunks: [...chunks, last] })),
  }
}

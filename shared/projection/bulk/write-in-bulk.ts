import type { FaultPoint } from '../../observability/fault-points.ts'
import { type CheckpointMove, list, quote, writeBatch } from '../batch-statement.ts'
import type { ColumnsOf } from '../columns.ts'
import type { Row } from '../projection.ts'
import type { RowFinder, RowKey } from '../row-cache.ts'
import type { Session } from '../session.ts'
import type { TableWrites } from '../staged-rows.ts'
import type { CopiedTable, CopyTexts } from './copy-texts.ts'

export type BulkWrite = {
  /** Rows that are new. */
  readonly copied: Iterable<CopiedTable>
  /** What changes rows that are there. */
  readonly changes: readonly TableWrites[]
  readonly columnsOf: ColumnsOf
  readonly move: CheckpointMove
}

/**
 * One transaction: new rows by COPY, all else by the statement of an ordinary batch, with the checkpoint and
 * its fence.
 * @throws what the database throws; then nothing of it has happened
 */
export async function writeInBulk(
  session: Session,
  { copied, changes, columnsOf, move }: BulkWrite,
  faultPoint: FaultPoint,
): Promise<void> {
  await session.run({ text: 'begin', values: [] })
  for (const { table, chunks } of copied) {
    const columns = list(table.columns)
    await session.copy(`copy ${quote(table.table)} (${columns}) from stdin`, chunks)
  }
  await session.run(writeBatch(changes, move, columnsOf))
  await faultPoint('before-commit')
  await session.run({ text: 'commit', values: [] })
}

/**
 * Makes text of the rows that are new.
 * @param before what was known of rows before these
 * @returns the other writes
 */
export function withoutNewRows(
  writes: readonly TableWrites[],
  before: RowFinder,
  texts: CopyTexts,
): readonly TableWrites[] {
  return writes.map((of) => {
    const { table, fresh } = of
    const puts = new Map<RowKey, Row>()
    for (const [key, row] of of.puts) {
      if (fresh.has(key) || before.find(table, key)?.row === null) texts.add(table, row)
      else puts.set(key, row)
    }
    return { ...of, puts }
  })
}

import { describe, expect, test } from 'vitest'
import { logStart } from '../kernel/position.ts'
import { record } from '../testing/projection-desk.ts'
import type { Statement } from './batch-statement.ts'
import { fetchMissingRows, type RowNeeds } from './missing-rows.ts'
import type { Projection, RowReference, Table } from './projection.ts'
import { createRowCache } from './row-cache.ts'

const tickets: Table<{ id: number; revision: number }> = {
  table: 'tickets',
  key: ['id'],
  columns: ['id', 'revision'],
}
const steps: Table<{ id: number; revision: number }> = {
  table: 'steps',
  key: ['id', 'revision'],
  columns: ['id', 'revision'],
}
const notes: Table<{ id: number }> = { table: 'notes', key: ['id'], columns: ['id'] }

const projection: Projection = {
  name: 'steps',
  tables: [tickets, steps, notes],
  types: new Set(['Opened', 'Moved']),
  streamRow: ({ stream }) => ({ table: tickets, key: { id: idOf(stream) } }),
  touches: ({ stream, revision }): RowReference[] => {
    const id = idOf(stream)
    const note = { table: notes, key: { id } }
    if (revision === 0) return [{ ...note, comes: 'not before this event' }]
    const before = { id, revision: revision - 1 }
    return [note, { table: steps, key: before, comes: 'with the event before' }]
  },
  apply: () => undefined,
}

const idOf = (stream: string) => Number(stream.slice('ticket-'.length))

const history = record([
  { ticket: 1, type: 'Opened' },
  { ticket: 1, type: 'Moved' },
  { ticket: 1, type: 'Skipped' },
  { ticket: 1, type: 'Moved' },
  { ticket: 1, type: 'Moved' },
])

describe('rows that a batch needs', () => {
  test('are not asked for where an event of the batch is the first to write them', async () => {
    expect(await askedFor({ events: history.slice(0, 2) })).toEqual([])
  })

  test('are asked for where they were written before the batch', async () => {
    expect(await askedFor({ events: history.slice(1, 2) })).toEqual(['notes', 'steps', 'tickets'])
  })

  test('are asked for behind an event that nothing knows, for it wrote none', async () => {
    expect(await askedFor({ events: history.slice(0, 4) })).toEqual(['steps'])
    expect(await askedFor({ events: history })).toEqual(['steps'])
  })

  test('are all asked for where rows may be ahead of the checkpoint', async () => {
    const asked = await askedFor({ events: history.slice(0, 2), rowsMayReach: 10n })
    expect(asked).toEqual(['notes', 'steps', 'tickets'])
  })
})

async function askedFor({ rowsMayReach = logStart, events }: Partial<RowNeeds>): Promise<string[]> {
  const asked: Statement[] = []
  await fetchMissingRows(
    {
      projections: [projection],
      events: events ?? [],
      cache: createRowCache(),
      columnsOf: ({ columns }) => columns.map((name) => ({ name, kind: 'plain' })),
      rowsMayReach,
    },
    async (statement) => {
      asked.push(statement)
      return []
    },
  )
  return asked.map(({ text }) => /join "(\w+)"/.exec(text)?.[1] ?? text).sort()
}

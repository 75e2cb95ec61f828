import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseSeed, createRandom } from '@deskhive/shared/testing/random.ts'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readRows } from './csv-rows.ts'
import { gatherRows } from './gather-rows.ts'
import { groupedCsv } from './row-groups.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskhive-groups-'))
  file = join(folder, 'log.csv')
  vi.stubEnv('TMPDIR', folder)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

type Written = { readonly id: string; readonly at: string; readonly text: string }

/** In bytes; a file that is larger is read twice, and divided where its tickets are mixed. */
const tooSmall = 100

const names = ['a', 'b', 'c', 'd']
/** Each of some tickets at some minutes; a text may have what a CSV has to quote. */
function pastsOf(random: ReturnType<typeof createRandom>): Written[] {
  const times = Array.from({ length: 40 }, (_, minute) => String(minute).padStart(2, '0'))
  return times.map((at) => ({ id: random.pick(names), at, text: random.pick(['x', '","\n', 'ü']) }))
}

const write = (rows: readonly Written[]) =>
  writeFile(file, ['id,at,text', ...rows.map(toCsv)].join('\n'))
const toCsv = ({ id, at, text }: Written) => `${id},${at},"${text.replaceAll('"', '""')}"`

const grouping = {
  idColumn: 'id',
  isNoId: (id: string) => id === '?',
  timeColumn: 'at',
  timeOf: ({ at = '' }) => at,
  needed: ['id'],
}

async function read(partBytes?: number) {
  const { survey, groups } = groupedCsv(file, grouping, partBytes)
  const found = new Map<string, unknown>()
  for await (const { id, rows } of groups()) {
    expect(found.has(id)).toBe(false)
    found.set(
      id,
      rows.map(({ values }) => values),
    )
  }
  expect(found.size).toBe(await survey())
  return found
}

it.each([
  ['ticket by ticket', (rows: readonly Written[]) => rows.toSorted(byId)],
  ['by time', (rows: readonly Written[]) => [...rows]],
  ['by time, the newest first', (rows: readonly Written[]) => rows.toReversed()],
  [
    'ticket by ticket, the newest first',
    (rows: readonly Written[]) => rows.toReversed().sort(byId),
  ],
])('the rows of a ticket come together and oldest first from a file %s', async (_case, order) => {
  const seed = chooseSeed()
  console.info(`rows generated from DESKHIVE_SEED=${seed}`)
  const rows = pastsOf(createRandom(seed))
  await write(order(rows))
  const expected = Map.groupBy(rows, ({ id }) => id)
  expect(await read()).toEqual(expected)
  expect(await read(tooSmall)).toEqual(expected)
  expect(await readdir(folder)).toEqual(['log.csv'])
})

const byId = (one: Written, other: Written) => one.id.localeCompare(other.id)

it.each([
  ['ticket by ticket', ['a', 'a', '?', '?', 'b']],
  ['whose tickets are mixed', ['a', '?', 'b', 'a', '?']],
])('rows that name no ticket stand alone in a file %s, however large it is', async (_case, ids) => {
  await write(ids.map((id, minute) => ({ id, at: String(minute).padStart(2, '0'), text: 'x' })))
  for (const partBytes of [undefined, tooSmall / 5]) {
    const { survey, groups } = groupedCsv(file, grouping, partBytes)
    expect(await survey()).toBe(4)
    const found = await Array.fromAsync(groups())
    const refused = found.filter((group) => group.refused !== null)
    const lines = new Set(refused.map(({ rows }) => rows.map(({ line }) => line)))
    const expected = ids.flatMap((id, index) => (id === '?' ? [[index + 2]] : []))
    expect(lines).toEqual(new Set(expected))
  }
})

it('one clock that went back does not turn a file round', async () => {
  const rows = ['00', '20', '10', '30'].map((at) => ({ id: 'a', at, text: 'x' }))
  await write(rows)
  expect(await read()).toEqual(new Map([['a', rows]]))
})

it('a file that is too large for memory is divided, and no ticket with it', async () => {
  const rows = pastsOf(createRandom(1))
  await write(rows)
  const idOf = ({ values }: { readonly values: Readonly<Record<string, string>> }) =>
    values['id'] ?? ''
  const parts = await Array.fromAsync(
    gatherRows(readRows(file, { isUsed: () => true }), { idOf, parts: 3 }),
  )
  expect(parts.filter((part) => part.length > 0).length).toBeGreaterThan(1)
  const seen = parts.flatMap((part) => [...new Set(part.map(idOf))])
  expect(seen.toSorted()).toEqual(names)
  expect(parts.flat()).toHaveLength(rows.length)
})

it('what is divided leaves no file behind, whatever ends the reading', async () => {
  const rows = Array.from({ length: 20 }, () => pastsOf(createRandom(1))).flat()
  await write(rows)
  const all = readRows(file, { isUsed: () => true })
  for await (const part of gatherRows(all, { idOf: () => '', parts: 1 })) {
    expect(part).toHaveLength(rows.length)
    expect(await readdir(folder)).toEqual(['log.csv'])
  }
})

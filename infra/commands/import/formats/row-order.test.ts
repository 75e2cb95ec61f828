import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chooseSeed, createRandom } from '@deskhive/shared/testing/random.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WrongUse } from '#commands/command.ts'
import { readAll, ticketIn } from './testing/read-source.ts'

/** Of the real log, where it is there. */
const folder = process.env['DESKHIVE_DATA'] ?? ''

const header =
  'number,incident_state,caller_id,opened_at,sys_updated_by,sys_updated_at,priority,assignment_group,assigned_to,category'

/** A row at this minute of one day; who updated it tells it apart from all others. */
type Written = { readonly number: string; readonly minute: number; readonly by: string }

const toCsv = ({ number, minute, by }: Written) => {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map(twoDigits)
  return `${number},Active,Caller,01-03-2016 00:00,${by},01-03-2016 ${hours}:${minutes},3,Group,?,?`
}
const twoDigits = (value: number) => String(value).padStart(2, '0')

/** Of a ticket, at these minutes, in the order in which they were recorded. */
const past = (number: string, minutes: readonly number[]): Written[] =>
  minutes.map((minute, index) => ({ number, minute, by: `${number} ${index}` }))

const read = (lines: readonly string[]) => readAll('servicenow-csv', lines.join('\n'))
const readRows = (rows: readonly Written[]) => read([header, ...rows.map(toCsv)])

/** Who updated each ticket, in the order in which it is told; of one that is refused what is wrong with it. */
async function updatersIn(items: ReturnType<typeof read>) {
  const told = (await items).map((item) =>
    'refused' in item
      ? [item.refused.external_id, item.refused.errors]
      : [item.ticket.external_id, ticketIn(item).history?.map(({ by }) => by)],
  )
  return Object.fromEntries(told)
}

/** Their rows mixed by chance, those of each in their own order. */
function mix<Row>(pasts: readonly Row[][], turns: readonly number[]): Row[] {
  const waiting = pasts.map((rows) => [...rows])
  const mixed = turns.flatMap((turn) => waiting[turn % waiting.length]?.shift() ?? [])
  return [...mixed, ...waiting.flat()]
}

const inOwnOrder = (pasts: readonly Written[][]) =>
  Object.fromEntries(pasts.map((rows) => [rows[0]?.number, rows.map(({ by }) => by)]))

/** Rows of the same minute among them, and some that go on, or nothing would tell which end is the newest. */
const anyPasts = fc
  .array(fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 })
  .filter((all) => all.some((steps) => steps.slice(1).some((step) => step > 0)))
  .map((all) =>
    all.map((steps, index) => {
      let minute = 300 - 40 * index
      return past(
        `P${index}`,
        steps.map((step) => (minute += step)),
      )
    }),
  )

describe('the order of the rows', () => {
  it('is that of each ticket, however tickets are mixed, and from its end in a file with the newest first', async () => {
    const turns = fc.array(fc.nat(5), { minLength: 48, maxLength: 48 })
    const asRecorded = async (pasts: readonly Written[][], order: readonly number[]) => {
      const rows = mix(pasts, order)
      expect(await updatersIn(readRows(rows))).toEqual(inOwnOrder(pasts))
      expect(await updatersIn(readRows(rows.toReversed()))).toEqual(inOwnOrder(pasts))
    }
    await fc.assert(fc.asyncProperty(anyPasts, turns, asRecorded))
  })

  it('is not told by tickets of which the later one stands first', async () => {
    const [p1, p3] = [past('P1', [480, 540]), past('P3', [700, 800])]
    const rows = [...p3.slice(0, 1), ...past('P2', [600]), ...p1, ...past('P0', [60])]
    expect(await updatersIn(readRows([...rows, ...p3.slice(1)]))).toMatchObject(
      inOwnOrder([p1, p3]),
    )
  })

  it('is that of the file for a ticket whose clock went back once', async () => {
    const pasts = [past('P1', [400, 410, 420]), past('P2', [20, 60, 50, 70])]
    for (const rows of [mix(pasts, [0, 1, 1, 0, 1]), pasts.flat()]) {
      expect(await updatersIn(readRows(rows))).toEqual(inOwnOrder(pasts))
      expect(await updatersIn(readRows(rows.toReversed()))).toEqual(inOwnOrder(pasts))
    }
  })

  it.each([
    ['only step goes back', [60, 50]],
    ['rows run against all others', [60, 50, 40]],
  ])('is that of the file for a ticket whose %s, and that is told', async (_what, minutes) => {
    const pasts = [past('P1', [400, 410, 420, 430]), past('P2', minutes)]
    for (const rows of [pasts.flat(), pasts.flat().toReversed()]) {
      expect(await updatersIn(readRows(rows))).toEqual(inOwnOrder(pasts))
      const told = (await readRows(rows)).flatMap((item) => ('ticket' in item ? item.leftOut : []))
      expect(told).toEqual([
        {
          refused: 'value',
          external_id: 'P2',
          line: expect.any(Number),
          errors: { sys_updated_at: [expect.stringMatching(/the order of the rows counts\.$/)] },
        },
      ])
    }
  })

  it('has to be there: a log whose rows go back about as often as on is not begun', async () => {
    const tickets = Array.from({ length: 10 }, (_, index) => `P${index}`)
    const halves = tickets.map((number, index) => {
      const rows = past(number, [100, 110, 120, 130])
      return index % 2 === 0 ? rows : rows.toReversed()
    })
    await expect(readRows(halves.flat())).rejects.toBeInstanceOf(WrongUse)
  })

  it.runIf(folder)(
    'of a real log makes no difference to an incident, as long as its own rows keep theirs',
    async () => {
      const text = await readFile(join(folder, 'incident_event_log.csv'), 'utf8')
      const [columns = '', ...lines] = text.trimEnd().split(/\r?\n/)
      const byIncident = [...Map.groupBy(lines, (line) => line.split(',')[0]).values()]
      const seed = chooseSeed()
      console.info(`rows mixed from DESKHIVE_SEED=${seed}`)
      const turns = byIncident.flatMap((rows, index) => rows.map(() => index))
      const mixed = mix(byIncident, createRandom(seed).shuffle(turns))

      const expected = await updatersIn(read([columns, ...lines]))
      expect(await updatersIn(read([columns, ...mixed]))).toEqual(expected)
      expect(await updatersIn(read([columns, ...lines.toReversed()]))).toEqual(expected)
    },
  )
})

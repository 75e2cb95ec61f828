import { expect } from 'vitest'
import type { TestDesk } from '../../../services/api/testing/start-test-desk.ts'
import { expectedOf, expectedOverview } from './expected-reports.ts'
import type { Past } from './pasts.ts'

export type Compared = { readonly desk: Pick<TestDesk, 'ask'>; readonly pasts: readonly Past[] }

/** The whole year, and each month. */
export const periods = [
  ['2016-01-01', '2016-12-31'],
  ...Array.from({ length: 12 }, (_, month) => [
    new Date(Date.UTC(2016, month, 1)).toISOString().slice(0, 10),
    new Date(Date.UTC(2016, month + 1, 0)).toISOString().slice(0, 10),
  ]),
]

const daysOf = (start: string, end: string) => ({
  from: Date.parse(start),
  until: Date.parse(end) + 86_400_000,
})

export async function expectOverview({ desk, pasts }: Compared, start: string, end: string) {
  const answer = await desk.ask(
    'GET',
    `/internal/reports/overview?start_date=${start}&end_date=${end}`,
  )
  const { data } = answer.body
  const by_department = Object.fromEntries(
    data.by_department.map(({ name, count }: { name: string | null; count: number }) => [
      String(name),
      count,
    ]),
  )
  const expected = expectedOverview(pasts, daysOf(start, end))
  expect({ ...data, by_department }).toMatchObject(expected)
}

type Entry = { readonly [who in 'agent' | 'department']?: { readonly name: string } }

/** Everyone with what is expected, and nobody else with anything. */
export async function expectEach(
  { desk, pasts }: Compared,
  who: 'agent' | 'department',
  [start, end]: readonly [string, string],
) {
  const answer = await desk.ask(
    'GET',
    `/internal/reports/${who}s?start_date=${start}&end_date=${end}`,
  )
  const shown = new Map(answer.body.data.map((entry: Entry) => [entry[who]?.name, entry]))
  for (const { name, ...figures } of expectedOf(who, pasts, daysOf(start, end))) {
    expect([name, shown.get(name)]).toMatchObject([name, figures])
    shown.delete(name)
  }
  for (const [name, entry] of shown) expect([name, entry]).toMatchObject([name, nothing])
}

const nothing = {
  assigned: 0,
  resolutions: 0,
  reopens: 0,
  backlog: 0,
  full_resolution_time: { count: 0, mean: null, median: null, p90: null },
}

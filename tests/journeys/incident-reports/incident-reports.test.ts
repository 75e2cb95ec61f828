import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chooseSeed, createRandom } from '@deskhive/shared/testing/random.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestDesk, type TestDesk } from '../../../services/api/testing/start-test-desk.ts'
import { generateIncidentLog } from '../incident-log/generate-log.ts'
import { expectedOf, expectedOverview } from './expected-reports.ts'
import { importPasts } from './import-pasts.ts'
import { type Past, readPasts } from './pasts.ts'

const run = promisify(execFile)

/** Enough for every kind of change to happen several times. */
const GENERATED_INCIDENTS = 60

let desk: TestDesk
let pasts: readonly Past[]

beforeAll(async () => {
  pasts = readPasts(await readLog())
  desk = await startTestDesk()
  await importPasts(desk, pasts)
}, 280_000)

afterAll(() => desk?.[Symbol.asyncDispose]())

async function readLog(): Promise<string> {
  const folder = process.env['DESKHIVE_DATA']
  if (folder) return readFile(join(folder, 'incident_event_log.csv'), 'utf8')
  const seed = chooseSeed()
  console.info(`incident log generated from DESKHIVE_SEED=${seed}`)
  return generateIncidentLog(createRandom(seed), GENERATED_INCIDENTS)
}

const get = (path: string) => desk.ask('GET', `/internal/reports/${path}`)

const months = Array.from({ length: 12 }, (_, month) => [
  new Date(Date.UTC(2016, month, 1)).toISOString().slice(0, 10),
  new Date(Date.UTC(2016, month + 1, 0)).toISOString().slice(0, 10),
])
const periods = [['2016-01-01', '2016-12-31'], ...months]

describe.each(periods)('from %s to %s', (start = '', end = '') => {
  const query = `?start_date=${start}&end_date=${end}`
  const days = { from: Date.parse(start), until: Date.parse(end) + 86_400_000 }

  test('the overview is what the incidents themselves tell', async () => {
    const { data } = (await get(`overview${query}`)).body
    const by_department = Object.fromEntries(
      data.by_department.map(({ name, count }: { name: string | null; count: number }) => [
        String(name),
        count,
      ]),
    )
    expect({ ...data, by_department }).toMatchObject(expectedOverview(pasts, days))
  })

  test.each(['agent', 'department'] as const)('so is the report on each %s', async (who) => {
    const { data } = (await get(`${who}s${query}`)).body
    const shown = new Map(data.map((entry: Entry) => [entry[who]?.name, entry]))
    const expected = expectedOf(who, pasts, days)
    for (const { name, ...figures } of expected) {
      expect([name, shown.get(name)]).toMatchObject([name, figures])
      shown.delete(name)
    }
    for (const [name, entry] of shown) expect([name, entry]).toMatchObject([name, nothing])
  })
})

type Entry = { readonly [who in 'agent' | 'department']?: { readonly name: string } }

const nothing = {
  assigned: 0,
  resolutions: 0,
  reopens: 0,
  backlog: 0,
  full_resolution_time: { count: 0, mean: null, median: null, p90: null },
}

describe.each(['overview', 'agents', 'departments'])('npm run replay -- --report %s', (report) => {
  const replay = async (...options: string[]) => {
    const program = join(import.meta.dirname, '../../../infra/commands/replay/main.ts')
    const env = { ...process.env, EVENTSTORE_URL: desk.eventStoreUrl }
    const { stdout } = await run(process.execPath, [program, '--report', report, ...options], {
      env,
    })
    return stdout
  }
  const days = ['--start', '2016-01-01', '--end', '2016-12-31']
  const query = '?start_date=2016-01-01&end_date=2016-12-31'

  test('prints what the API answers, as JSON and as a table', async () => {
    expect(await replay(...days, '--json')).toBe(`${(await get(`${report}${query}`)).text}\n`)
    const csv = await replay(...days, '--format', 'csv')
    expect(csv).toBe((await get(`${report}${query}&format=csv`)).text)
  })

  test('prints it as of a time and as of a position, too', async () => {
    const { headers } = await get(report)
    const half = String(BigInt(String(headers['x-position'])) / 2n)
    for (const as_of of ['2016-05-15T12:00:00Z', half]) {
      const { text } = await get(`${report}${query}&as_of=${as_of}`)
      expect(await replay(...days, '--as-of', as_of, '--json')).toBe(`${text}\n`)
    }
  })

  test('is readable to a person, and says what is wrong with what it is asked', async () => {
    expect(await replay(...days)).toMatch(/^(figure|agent_id|department_id) +/)
    await expect(replay('--start', '2016-02-30')).rejects.toMatchObject({
      code: 2,
      stderr: '--start is a date such as 2016-01-01.\n',
    })
  })
})

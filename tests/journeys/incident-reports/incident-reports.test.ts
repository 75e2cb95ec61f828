import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chooseSeed, createRandom } from '@deskhive/shared/testing/random.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestDesk, type TestDesk } from '../../../services/api/testing/start-test-desk.ts'
import { generateIncidentLog } from '../incident-log/generate-log.ts'
import { expectEach, expectOverview, periods } from './compare-reports.ts'
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

describe.each(periods)('from %s to %s', (start = '', end = '') => {
  test('the overview is what the incidents themselves tell', () =>
    expectOverview({ desk, pasts }, start, end))

  test.each(['agent', 'department'] as const)('so is the report on each %s', (who) =>
    expectEach({ desk, pasts }, who, [start, end]),
  )
})

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

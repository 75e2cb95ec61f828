import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseSeed, createRandom } from '@deskhive/shared/testing/random.ts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import {
  firstKey,
  startTestDesk,
  type TestDesk,
} from '../../../services/api/testing/start-test-desk.ts'
import { runImport, startImport } from '../import/run-command.ts'
import { expectEach, expectOverview, periods } from './compare-reports.ts'
import { importPasts } from './import-pasts.ts'
import { generateNastyLog } from './nasty-log.ts'
import { type Past, readPasts } from './pasts.ts'

/** More by hand; the oracle takes a minute for some thousands. */
const INCIDENTS = Number(process.env['DESKHIVE_INCIDENTS'] ?? 120)

let desk: TestDesk
let log: string
let pasts: readonly Past[]

describe.each([
  ['the endpoint', 'by incident', () => importPasts(desk, pasts)],
  ['the command', 'by incident', importByCommand],
  ['the command', 'by time', importByCommand],
] as const)(
  'a log in which nothing goes as it should, imported by %s, %s',
  (_way, order, bringIn) => {
    beforeAll(async () => {
      const seed = chooseSeed()
      console.info(`nasty incident log generated from DESKHIVE_SEED=${seed}`)
      log = generateNastyLog(createRandom(seed), { incidents: INCIDENTS, order })
      pasts = readPasts(log)
      desk = await startTestDesk()
      await bringIn()
    }, 280_000)
    afterAll(() => desk?.[Symbol.asyncDispose]())

    test.each(periods)(
      'has reports from %s to %s as its rows tell',
      async (start = '', end = '') => {
        await expectOverview({ desk, pasts }, start, end)
        for (const who of ['agent', 'department'] as const) {
          await expectEach({ desk, pasts }, who, [start, end])
        }
      },
    )
  },
)

/** A run that only looks, one that is killed in its midst, one that goes on, and one that has nothing to do. */
async function importByCommand(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhive-nasty-'))
  try {
    const file = join(folder, 'log.csv')
    await writeFile(file, log)
    const url = await desk.app.listen({ host: '127.0.0.1', port: 0 })
    const args = ['--format', 'servicenow-csv', file, '--url', url, '--json']
    const env = { DESKHIVE_API_KEY: firstKey }
    const run = async (...more: readonly string[]) => {
      const { code, stdout, stderr } = await runImport([...args, ...more], env)
      expect([code, stderr.replaceAll(/^refused a (value|row) of .*\n/gm, '')]).toEqual([0, ''])
      return outcome.parse(JSON.parse(stdout))
    }

    const before = await desk.desk.log.head()
    expect(await run('--dry-run')).toMatchObject({ created: INCIDENTS, refused: 0 })
    expect(await desk.desk.log.head()).toBe(before)

    const killed = startImport(args, env)
    await untilSomeAreHere()
    killed.kill()
    expect((await killed.ended).stdout).toBe('')
    const { created, unchanged } = await run()
    expect(created + unchanged).toBe(INCIDENTS)

    const after = await desk.desk.log.head()
    expect(await run()).toMatchObject({ created: 0, unchanged: INCIDENTS, refused: 0 })
    expect(await desk.desk.log.head()).toBe(after)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const outcome = z.object({ created: z.number(), unchanged: z.number(), refused: z.number() })

async function untilSomeAreHere(): Promise<void> {
  const { pool } = desk.desk.database
  await vi.waitFor(
    async () => {
      const { rowCount } = await pool.query('select from desk.imported_tickets limit 1')
      expect(rowCount).toBe(1)
    },
    { timeout: 30_000, interval: 5 },
  )
}

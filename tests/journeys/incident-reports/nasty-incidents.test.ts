import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseSeed, createRandom } from '@deskhive/shared/testing/random.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  firstKey,
  startTestDesk,
  type TestDesk,
} from '../../../services/api/testing/start-test-desk.ts'
import { runImport } from '../import/run-command.ts'
import { expectEach, expectOverview, periods } from './compare-reports.ts'
import { importPasts } from './import-pasts.ts'
import { generateNastyLog } from './nasty-log.ts'
import { type Past, readPasts } from './pasts.ts'

const INCIDENTS = 150

let desk: TestDesk
let log: string
let pasts: readonly Past[]

describe.each([
  ['the endpoint', () => importPasts(desk, pasts)],
  ['the command', importByCommand],
])('an incident log in which nothing goes as it should, imported by %s', (_way, bringIn) => {
  beforeAll(async () => {
    const seed = chooseSeed()
    console.info(`nasty incident log generated from DESKHIVE_SEED=${seed}`)
    log = generateNastyLog(createRandom(seed), INCIDENTS)
    pasts = readPasts(log)
    desk = await startTestDesk()
    await bringIn()
  }, 280_000)
  afterAll(() => desk?.[Symbol.asyncDispose]())

  test.each(periods)('has reports from %s to %s as its rows tell', async (start = '', end = '') => {
    await expectOverview({ desk, pasts }, start, end)
    for (const who of ['agent', 'department'] as const) {
      await expectEach({ desk, pasts }, who, [start, end])
    }
  })
})

async function importByCommand(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhive-nasty-'))
  try {
    const file = join(folder, 'log.csv')
    await writeFile(file, log)
    const url = await desk.app.listen({ host: '127.0.0.1', port: 0 })
    const args = ['--format', 'servicenow-csv', file, '--url', url, '--json']
    const ran = await runImport(args, { DESKHIVE_API_KEY: firstKey })
    expect([ran.code, ran.stderr]).toEqual([0, ''])
    expect(JSON.parse(ran.stdout)).toMatchObject({ created: INCIDENTS, refused: 0 })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

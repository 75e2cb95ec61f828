import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { smallEnvironment } from '@deskhive/shared/testing/run-program.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lateLog } from '#projector/testing/at-any-time.ts'
import { keptReports, replayed, someRange } from '#projector/testing/both-reports.ts'
import { type ReadModels, startReadModels } from '#projector/testing/read-models.ts'
import type { ProjectorToDeath } from '#projector/testing/run-projector-to-death.ts'

let models: ReadModels
let folder: string
beforeAll(async () => {
  models = await startReadModels()
  folder = await mkdtemp(join(tmpdir(), 'deskhive-reports-'))
})
afterAll(async () => {
  await models[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const killAt: fc.Arbitrary<ProjectorToDeath['killAt']> = fc.record({
  point: fc.constantFrom('before-batch', 'before-commit', 'in-flight', 'after-commit'),
  nth: fc.integer({ min: 1, max: 4 }),
})

test('a report says the same as a replay, wherever the projector was killed', async () => {
  let killed = 0
  await fc.assert(
    fc.asyncProperty(
      lateLog,
      fc.array(someRange, { minLength: 4, maxLength: 8 }),
      fc.array(fc.tuple(killAt, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 4 }),
      async (log, ranges, deaths) => {
        await models.clear()
        for (const [point, batchSize] of deaths) {
          if (await projectUntilKilled(log, point, batchSize)) killed += 1
        }
        await models.project(log)
        for (const each of ranges) {
          expect(await keptReports(models.database.readModel, each)).toEqual(replayed(log, each))
        }
      },
    ),
    { numRuns: 6 },
  )
  expect(killed).toBeGreaterThan(0)
}, 240_000)

/** @returns false where it had all of the log before */
async function projectUntilKilled(
  log: readonly RecordedEvent[],
  point: ProjectorToDeath['killAt'],
  batchSize: number,
): Promise<boolean> {
  const path = join(folder, 'log.json')
  await writeFile(
    path,
    JSON.stringify(log, (_, value) => (isPosition(value) ? `${value}` : value)),
  )
  const program = new URL('../testing/run-projector-to-death.ts', import.meta.url)
  const options = { databaseUrl: models.url, log: path, batchSize, killAt: point }
  const child = spawn(execPath, [fileURLToPath(program), JSON.stringify(options)], {
    env: smallEnvironment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code, signal] = await once(child, 'exit')
  expect([code, signal]).toEqual(signal === null ? [0, null] : [null, 'SIGKILL'])
  // The lease of the dead would run out in 3 s.
  await models.database.pool.query(`update projection_ownership set expires_at = '-infinity'`)
  return signal !== null
}

const isPosition = (value: unknown) => typeof value === 'bigint'

import { mkdir, mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { isAlive } from '@deskhive/shared/testing/supervisor-process.ts'
import { until } from '@deskhive/shared/testing/until.ts'
import { expect, test } from 'vitest'
import type { Part } from './part.ts'
import { PartKeeper } from './part-keeper.ts'
import { createLinePrinter } from './print-lines.ts'

// What a full disk does to a file, a missing folder does as well.
test('a part whose pid cannot be written runs, once, and its pid is written when that can be', async () => {
  await using root = await mkdtempDisposable(join(tmpdir(), 'deskhive-keeper-'))
  const folder = { run: join(root.path, 'run') }
  const lines = new PassThrough({ encoding: 'utf8' })
  const keeper = new PartKeeper(idling, {
    folder,
    printer: createLinePrinter(lines, ['deskhive']),
    onChange: () => {},
    restartPauseLimitMs: 10,
  })
  await using cleanUp = new AsyncDisposableStack()
  cleanUp.defer(() => keeper.stop())
  await keeper.whenReady
  const pid = keeper.pid ?? 0

  expect(String(lines.read())).toMatch(/^deskhive \| redis has no pid file: ENOENT.*\n$/)
  await mkdir(folder.run)
  const pidFile = () => readFile(join(folder.run, 'redis.pid'), 'utf8')
  await until(async () => expect(await pidFile()).toBe(`${pid}\n`))
  expect(keeper.pid).toBe(pid)

  await keeper.stop()
  expect(isAlive(pid)).toBe(false)
  await expect(pidFile()).rejects.toThrow('ENOENT')
})

const idling: Part = {
  name: 'redis',
  after: [],
  stopSignal: 'SIGTERM',
  stopWithinMs: 2000,
  sources: [],
  prepare: async () => ({
    program: process.execPath,
    args: ['-e', 'setInterval(() => {}, 1000)'],
    environment: {},
  }),
  isReady: async () => true,
}

test('a part that cannot be started any more is asked at most once for each try whether it is ready', async () => {
  await using root = await mkdtempDisposable(join(tmpdir(), 'deskhive-keeper-'))
  let starts = 0
  let asked = 0
  let isThere = true
  const keeper = new PartKeeper(
    {
      ...idling,
      prepare: async () => {
        starts += 1
        const { args, environment } = await idling.prepare()
        return { program: isThere ? process.execPath : join(root.path, 'gone'), args, environment }
      },
      isReady: async () => {
        asked += 1
        return isThere
      },
    },
    {
      folder: { run: root.path },
      printer: createLinePrinter(new PassThrough(), ['deskhive']),
      onChange: () => {},
      restartPauseLimitMs: 10,
    },
  )
  await using cleanUp = new AsyncDisposableStack()
  cleanUp.defer(() => keeper.stop())
  await keeper.whenReady
  isThere = false
  process.kill(keeper.pid ?? 0, 'SIGKILL')
  await until(() => expect(starts).toBeGreaterThan(5))
  ;[starts, asked] = [0, 0]
  await until(() => expect(starts).toBeGreaterThan(50))
  expect(asked).toBeLessThanOrEqual(starts)
})

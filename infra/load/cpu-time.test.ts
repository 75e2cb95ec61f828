import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { cpuMsOf } from './cpu-time.ts'

it('counts the work of a process and of the children that it has ended', async () => {
  const before = await cpuMsOf([process.pid])
  execFileSync(process.execPath, ['-e', 'const end = Date.now() + 150; while (Date.now() < end);'])
  const used = (await cpuMsOf([process.pid])) - before
  expect(used).toBeGreaterThan(50)
})

it('counts nothing for a process that is not there', async () => {
  expect(await cpuMsOf([2 ** 30])).toBe(0)
})

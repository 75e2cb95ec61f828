import { copyFile, mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listen } from '@deskhive/shared/testing/listen.ts'
import { startStack } from '@deskhive/shared/testing/stack.ts'
import { expect, test } from 'vitest'
import { holdPorts, type Ports } from './ports.ts'

test('two desks that remember the same ports, as after a copy, start at once, each on its own', async () => {
  await using root = await mkdtempDisposable(join(tmpdir(), 'deskhive-ports-'))
  const [first, second] = [join(root.path, 'first'), join(root.path, 'second')]
  for (const folder of [first, second]) await mkdir(folder)
  await portsGivenIn(first)
  await copyFile(join(first, 'ports.json'), join(second, 'ports.json'))

  const starts = [first, second].map((dataDir) => startStack({ only: 'postgres,redis', dataDir }))
  const ended = await Promise.allSettled(starts)
  await using cleanUp = new AsyncDisposableStack()
  const started = ended.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
  for (const stack of started) cleanUp.use(stack)

  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  const [one, other] = started.map(({ databaseUrl }) => new URL(databaseUrl).port)
  expect(one).not.toBe(other)
})

test('while a desk holds its ports, none of them is given to another', async () => {
  await using root = await mkdtempDisposable(join(tmpdir(), 'deskhive-ports-'))
  await using held = await holdPorts({ root: root.path })
  await using others = await holdPorts({ root: root.path })

  const ports = [held, others].flatMap((each) => Object.values(each.ports))
  expect(new Set(ports).size).toBe(12)
})

test('a desk has the ports of the last time, but for one that another program has taken', async () => {
  await using root = await mkdtempDisposable(join(tmpdir(), 'deskhive-ports-'))
  const { redis, ...before } = await portsGivenIn(root.path)
  const program = createServer()
  await listen(program, redis)

  const meanwhile = await portsGivenIn(root.path)
  program.close()

  expect(meanwhile).toMatchObject(before)
  expect(meanwhile.redis).not.toBe(redis)
  expect(await portsGivenIn(root.path)).toEqual(meanwhile)
})

test.each(['{"postgres":', '{"postgres":"x"}', '{"postgres":20000,"api":80}'])(
  'what cannot be used of the last time is forgotten: %s',
  async (text) => {
    await using root = await mkdtempDisposable(join(tmpdir(), 'deskhive-ports-'))
    await writeFile(join(root.path, 'ports.json'), text)

    const ports = Object.values(await portsGivenIn(root.path))

    expect(new Set(ports).size).toBe(6)
    expect(Math.min(...ports)).toBeGreaterThan(20_000)
  },
)

async function portsGivenIn(root: string): Promise<Ports> {
  await using held = await holdPorts({ root })
  return held.ports
}

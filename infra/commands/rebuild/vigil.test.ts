import type { RebuildProgress } from '@deskhive/shared/projection/generations/rebuild.ts'
import { expect, test } from 'vitest'
import { keepVigil } from '#commands/rebuild/vigil.ts'

const limits = { lookEveryMs: 10, stillMs: 200, sayEveryMs: 60_000, silentMs: 300 }
const store = { head: () => Promise.resolve(9n) }
const there = { isReachable: () => Promise.resolve(true) }
const away = { isReachable: () => Promise.resolve(false) }
const progress: RebuildProgress = {
  phase: 'catching-up',
  generation: 'rm_2',
  events: 7,
  position: 8n,
  head: 9n,
}

test('where nothing gets on it is said what is waited for, and nothing is ended', async () => {
  const said = Promise.withResolvers<string>()
  const giveUp = () => said.resolve('given up')
  using vigil = keepVigil({ database: there, store, say: said.resolve, giveUp, limits })
  vigil.see(progress)
  expect(await said.promise).toBe('catching-up rm_2, at position 8 of 9: nothing new for 0 s')
})

test('a store that stays silent is named, and ends it', async () => {
  const lines: string[] = []
  const ended = Promise.withResolvers<void>()
  const say = (line: string) => lines.push(line)
  using _vigil = keepVigil({ database: away, store, say, giveUp: ended.resolve, limits })
  await ended.promise
  expect(lines).toEqual([
    'beginning: nothing new for 0 s, PostgreSQL does not answer',
    expect.stringMatching(/PostgreSQL does not answer\. Given up\. What was made so far stays/),
  ])
})

test('nothing is said while it gets on', async () => {
  using vigil = keepVigil({
    database: away,
    store,
    say: () => expect.fail('It was said to stand still'),
    giveUp: () => expect.fail('It was given up'),
    limits,
  })
  const endsAt = performance.now() + 2 * limits.stillMs
  for (let position = 1n; performance.now() < endsAt; position += 1n) {
    vigil.see({ ...progress, position })
    await new Promise(setImmediate)
  }
})

import { expect, test } from 'vitest'
import type { Aggregate } from '../kernel/decider.ts'
import type { DomainEvent } from '../kernel/event.ts'
import { someEvent } from '../testing/some-event.ts'
import { createStreamCache } from './stream-cache.ts'

const MIB = 1024 * 1024
const COUNT = 100

test('streams with much text are forgotten before they fill the memory, the oldest first', () => {
  const aggregate: Aggregate<{ text: string }, DomainEvent> = {
    resource: 'noted',
    evolution: { initialState: { text: '' }, evolve: (state) => state },
  }
  const cache = createStreamCache()
  for (let id = 0; id < COUNT; id += 1) {
    const last = { ...someEvent(), stream: `noted-${id}`, revision: 0 }
    const state = { text: 'a'.repeat(MIB) }
    cache.set(aggregate, `noted-${id}`, { state, revision: 0, position: BigInt(id), last })
  }
  const kept = Array.from({ length: COUNT }, (_, id) => cache.get(aggregate, `noted-${id}`))
  expect(kept.filter((baseline) => baseline !== undefined).length).toBeLessThan(65)
  expect(kept.at(-1)?.position).toBe(BigInt(COUNT - 1))
  expect(kept[0]).toBeUndefined()
})

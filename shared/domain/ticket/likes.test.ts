import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RecordedEvent } from '../../kernel/event.ts'
import { weightOf } from '../../kernel/weight.ts'
import { recorded } from '../../testing/given.ts'
import type { TicketEvent } from './events.ts'
import { likersOf, likesAfter, noLikes } from './likes.ts'

const message = fc.integer({ min: 1, max: 4 })
const agent_id = fc.integer({ min: 1, max: 3 })
const step = fc.record({ message_id: message, agent_id })

/** A like where there is none of this agent, else it is taken back, as decisions have it. */
function toggled(steps: readonly { message_id: number; agent_id: number }[]) {
  const model = new Map<number, number[]>([1, 2, 3].map((id) => [id, []]))
  const likes = steps.flatMap(({ message_id, agent_id }) => {
    const agents = model.get(message_id)
    if (agents === undefined) return []
    const isLiked = !agents.includes(agent_id)
    if (isLiked) agents.push(agent_id)
    else agents.splice(agents.indexOf(agent_id), 1)
    return [like(isLiked ? 'TicketMessageLiked' : 'TicketMessageUnliked', { message_id, agent_id })]
  })
  return { model, events: [...[1, 2, 3].map(reply), ...likes] }
}

describe('likes', () => {
  test('are of those who liked last and did not take it back, in their order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { model, events } = toggled(steps)
        const likes = events.reduce(likesAfter, noLikes)
        expect(likes.size).toBe(3)
        for (const [id, agents] of model) expect(likersOf(likes, id)).toEqual(agents)
        expect(likersOf(likes, 4)).toBeNull()
      }),
    )
  })

  test('of thousands of messages are folded in the time of as many', () => {
    const fold = (messages: number): number => {
      const events = Array.from({ length: messages }, (_, id) => reply(id + 1))
      const startedAt = performance.now()
      expect(events.reduce(likesAfter, noLikes).size).toBe(messages)
      return performance.now() - startedAt
    }
    fold(10_000) // compiled
    expect(fold(40_000)).toBeLessThan(200) // 16,000 took 8.6 s where each copied those before it
  })

  test('weigh as much as was said, at any number', () => {
    const messages = Array.from({ length: 40_000 }, (_, id) => reply(id + 1))
    const few = weightOf(messages.slice(0, 4_000).reduce(likesAfter, noLikes))
    const many = weightOf(messages.reduce(likesAfter, noLikes))
    expect(few).toBeGreaterThan(4_000 * 50)
    expect(many / few).toBeCloseTo(10, 1)
  })
})

function reply(message_id: number): RecordedEvent<TicketEvent> {
  const sender = { type: 'agent', id: 1, name: 'Ada' } as const
  return one({
    type: 'TicketReplied',
    data: { message_id, content: '', is_internal: false, sender },
  })
}

function like(
  type: 'TicketMessageLiked' | 'TicketMessageUnliked',
  data: { message_id: number; agent_id: number },
): RecordedEvent<TicketEvent> {
  return one({ type, data })
}

function one(event: TicketEvent): RecordedEvent<TicketEvent> {
  const [found] = recorded('ticket-1', [event])
  if (found === undefined) throw new Error('one event was given')
  return found
}

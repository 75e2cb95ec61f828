import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, chooseAgent } from './choose-agent.ts'

const candidate = fc.record({
  agent_id: fc.integer({ min: 1, max: 50 }),
  open_tickets: fc.nat(3),
  last_assigned_at: fc.option(
    fc.integer({ min: 0, max: 4 }).map((hour) => `2026-01-01T0${hour}:00:00.000Z`),
  ),
})
const candidates = fc.uniqueArray(candidate, { selector: ({ agent_id }) => agent_id })

const idleSince = ({ last_assigned_at }: Candidate) =>
  last_assigned_at === null ? Number.NEGATIVE_INFINITY : Date.parse(last_assigned_at)

describe('whose turn it is', () => {
  it('is of one with the fewest open tickets, of those idle longest, of those with the lowest id', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const fewest = Math.min(...all.map(({ open_tickets }) => open_tickets))
        const least = all.filter(({ open_tickets }) => open_tickets === fewest)
        const longest = Math.min(...least.map(idleSince))
        const ids = least.filter((one) => idleSince(one) === longest).map((one) => one.agent_id)
        expect(chooseAgent(all)).toBe(ids.length === 0 ? null : Math.min(...ids))
      }),
    )
  })

  it('does not depend on the order in which agents are looked at', () => {
    const shuffled = candidates.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    )
    fc.assert(
      fc.property(shuffled, ([all, mixed]) => {
        expect(chooseAgent(mixed)).toBe(chooseAgent(all))
      }),
    )
  })

  it('is nobody’s where there is nobody', () => {
    expect(chooseAgent([])).toBeNull()
  })
})

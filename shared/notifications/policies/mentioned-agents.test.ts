import { describe, expect, it } from 'vitest'
import { mentionedAgents } from './mentioned-agents.ts'

const roster = {
  1: { name: 'Ann', departments: [] },
  2: { name: 'Ann Lee', departments: [] },
  3: { name: 'Zoë', departments: [] },
  4: { name: 'Bob', departments: [] },
  5: { name: 'Bob', departments: [] },
  6: { name: 'Νίκος.Παππάς', departments: [] },
}

describe('a mention', () => {
  it.each([
    ['@Ann, please look', [1]],
    ['please look, @ann', [1]],
    ['@Ann Lee knows', [2]],
    ['@Ann and @Ann Lee', [1, 2]],
    ['@Annabel is not Ann', []],
    ['ann without a sign', []],
    ['@ZOË and @zoe\u0308', [3]],
    ['@ΝΊΚΟΣ.ΠΑΠΠΆΣ, please look', [6]],
    ['@Bob is a name of two', [4, 5]],
    ['mail ann@bob.example', [4, 5]],
    ['@', []],
  ])('in %j means %j', (content, expected) => {
    expect(mentionedAgents(content, roster)).toEqual(expected)
  })

  it('is looked for in a note of nothing but accents in no time', () => {
    const accents = '\u0301'.repeat(250_000) + '\u0323'.repeat(250_000)
    const startedAt = performance.now()
    expect(mentionedAgents(`@Zoe\u0308 a${accents} @Ann`, roster)).toEqual([1, 3])
    expect(performance.now() - startedAt).toBeLessThan(1_000) // composing them all takes minutes
  })

  it.each(['@', '@a'])('is looked for in a note of nothing but %s in no time', (piece) => {
    const many = Array.from({ length: 1_000 }, (_, index) => [
      index + 1,
      { name: `Agent ${index}`, departments: [] },
    ])
    const startedAt = performance.now()
    expect(mentionedAgents(piece.repeat(500_000), Object.fromEntries(many))).toEqual([])
    expect(performance.now() - startedAt).toBeLessThan(1_000) // 2.1 s for each 500 agents at a million `@`
  })
})

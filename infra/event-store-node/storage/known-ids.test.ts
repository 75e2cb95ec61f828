import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { KnownIds } from './known-ids.ts'

const RECENT = 32_000

describe('known ids', () => {
  it('give the place of practically every recent event', () => {
    const known = new KnownIds()
    const ids = Array.from({ length: RECENT * 4 }, () => Buffer.from(randomUUID()))
    for (const [position, id] of ids.entries()) known.add(id, position)

    const recent = ids.slice(-RECENT)
    const first = ids.length - RECENT
    const missing = recent.filter((id, index) => ![...known.candidates(id)].includes(first + index))

    expect(missing.length).toBeLessThan(RECENT / 1000)
  })

  it('give the latest place first for an id that was written twice', () => {
    const known = new KnownIds()
    const id = Buffer.from(randomUUID())
    known.add(id, 0)
    known.add(id, 70)

    expect([...known.candidates(id)]).toEqual([70, 0])
  })

  it('give nothing for an id that was never written', () => {
    const known = new KnownIds()
    for (let position = 0; position < 1000; position += 1)
      known.add(Buffer.from(randomUUID()), position)

    expect([...known.candidates(Buffer.from(randomUUID()))]).toEqual([])
  })
})

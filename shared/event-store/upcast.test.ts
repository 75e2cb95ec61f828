import { describe, expect, test } from 'vitest'
import type { RecordedEvent } from '../kernel/event.ts'
import type { Upcasters } from '../kernel/upcasters.ts'
import { hashEvent } from './hash-chain.ts'
import { NewerEvent, schemaVersion, upcast } from './upcast.ts'

const upcasters: Upcasters = {
  TicketRated: [
    (data) => ({ ...data, stars: Number(data.rating) }),
    ({ rating: _rating, ...data }, { actor_id }) => ({ ...data, rated_by: Number(actor_id) }),
  ],
}

function rated(version: string, data: RecordedEvent['data']): RecordedEvent {
  return {
    type: 'TicketRated',
    data,
    id: 'e1',
    stream: 'ticket-1',
    revision: 0,
    position: 7n,
    recorded_at: '2026-01-01T00:00:00.000Z',
    metadata: {
      $causationId: 'c',
      $correlationId: 'c',
      actor_id: '1',
      actor_name: 'Ada',
      actor_type: 'agent',
      command_id: 'c',
      command_type: 'RateTicket',
      occurred_at: '2026-01-01T00:00:00.000Z',
      request_id: 'r',
      schema_version: version,
    },
  }
}

describe('an event of an older version', () => {
  test('is read as one of the newest, step by step, from its data and metadata', () => {
    expect(upcast(upcasters, rated('1', { rating: '4' })).data).toEqual({ stars: 4, rated_by: 1 })
    expect(upcast(upcasters, rated('2', { rating: '4', stars: 4 })).data).toEqual({
      stars: 4,
      rated_by: 1,
    })
  })

  test('keeps the hash that it was stored with', () => {
    const stored = rated('1', { rating: '4' })
    expect(hashEvent(upcast(upcasters, stored))).toBe(hashEvent(stored))
  })
})

test('an event of the newest version, or of a type that nobody lists, is left as it is', () => {
  const newest = rated('3', { stars: 4, rated_by: 1 })
  expect(upcast(upcasters, newest)).toBe(newest)
  const other = { ...rated('1', {}), type: 'TicketShredded' }
  expect(upcast(upcasters, other)).toBe(other)
})

test('an event of a newer version is refused, also of a type that nobody lists', () => {
  expect(() => upcast(upcasters, rated('4', {}))).toThrow(NewerEvent)
  expect(() => upcast({}, rated('2', {}))).toThrow(NewerEvent)
})

test('an event of another program is left as it is, whatever it calls its version', () => {
  const { command_id: _ours, ...metadata } = rated('2', {}).metadata
  const theirs = parseForeign({ ...rated('2', {}), type: 'OrderPlaced', metadata })
  expect(upcast(upcasters, theirs)).toBe(theirs)
})

/** The log holds it, though its metadata is not what ours have. */
function parseForeign(event: object): RecordedEvent {
  return event as RecordedEvent
}

test('an event that tells no version is of the first', () => {
  const stored = rated('', { rating: '4' })
  expect(upcast(upcasters, stored).data).toEqual({ stars: 4, rated_by: 1 })
  expect(upcast({}, stored)).toBe(stored)
})

test('the version written is one more than the steps that lead to it', () => {
  expect(schemaVersion(upcasters, 'TicketRated')).toBe('3')
  expect(schemaVersion(upcasters, 'TicketShredded')).toBe('1')
})

test('a hash covers every part of an event and nothing else', () => {
  const event = rated('3', { stars: 4, rated_by: 1 })
  const hash = hashEvent(event)
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(hashEvent({ ...event, metadata: { ...event.metadata, prev_hash: 'ab' } })).not.toBe(hash)
  expect(hashEvent({ ...event, revision: 1 })).not.toBe(hash)
  expect(hashEvent({ ...event, data: { rated_by: 1, stars: 4 } })).toBe(hash)
})

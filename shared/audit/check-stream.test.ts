import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EventStore } from '../event-store/event-store.ts'
import {
  type AuditedLog,
  afterTampering,
  changeBytes,
  onLog,
  remove,
  writeAuditedLog,
} from '../testing/tampered-log.ts'
import { checkStream } from './check-stream.ts'

let log: AuditedLog
beforeAll(async () => {
  log = await writeAuditedLog()
})
afterAll(() => log[Symbol.asyncDispose]())

describe('one stream', () => {
  const one = (stream: string) => (store: EventStore) =>
    checkStream({ store, keys: log.keys, stream })

  it('is valid, and not there where nothing knows of it', async () => {
    expect(await onLog(log.dir, one('ticket-1'))).toEqual({
      valid: true,
      events_checked: 5,
      first_broken: null,
      roots_checked: 2,
      roots_outside: 0,
      events_after_last_root: 0,
    })
    expect(await onLog(log.dir, one('ticket-9'))).toBeNull()
  })

  it.each([
    ['an event changed', changeBytes('"other"', '"0ther"'), 'ticket-1', 1],
    ['the last event changed', changeBytes('ending', 'enDing'), 'ticket-2', 2],
    ['the last event removed', remove('ticket-2', 2), 'ticket-2', 2],
    ['all of it removed', remove('ticket-3', 0), 'ticket-3', 0],
  ] as const)('is broken where it has %s', async (_case, tamper, stream, revision) => {
    const found = await afterTampering(log, tamper, one(stream))

    expect(found).toMatchObject({ valid: false, first_broken: { stream, revision } })
  })
})

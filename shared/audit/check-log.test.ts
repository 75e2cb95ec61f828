import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EventStore } from '../event-store/event-store.ts'
import { logStart } from '../kernel/position.ts'
import type { Upcasters } from '../kernel/upcasters.ts'
import { appendChained, signAll } from '../testing/chained-log.ts'
import {
  type AuditedLog,
  afterTampering,
  changeBytes,
  note,
  onLog,
  remove,
  streamId,
  swap,
  writeAuditedLog,
} from '../testing/tampered-log.ts'
import { auditStream, type OutsideRoot, parseRoot, rootType } from './audit-root.ts'
import { checkLog } from './check-log.ts'
import { makeSigningKey, readSigningKey, signRoot } from './signing-key.ts'

let log: AuditedLog
beforeAll(async () => {
  log = await writeAuditedLog()
})
afterAll(() => log[Symbol.asyncDispose]())

const whole = (store: EventStore) => checkLog({ store, keys: log.keys })

describe('a log that nobody touched', () => {
  it('is valid, and says how much of it roots cover', async () => {
    const found = await afterTampering(log, () => {}, whole)

    expect(found).toEqual({
      valid: true,
      events_checked: 11,
      first_broken: null,
      roots_checked: 2,
      roots_outside: 0,
      events_after_last_root: 0, // but for the root itself, which the next one covers
    })
  })

  it('is valid in every event of a version that is read differently now', async () => {
    const upcasters: Upcasters = { TestNoted: [(data) => ({ ...data, language: 'en' })] }

    expect(await onLog(log.dir, whole, upcasters)).toMatchObject({
      valid: true,
      events_checked: 11,
    })
  })

  it('is valid without known keys where one key signed all', async () => {
    const found = await onLog(log.dir, (store) =>
      checkLog({ store, keys: null, outside: log.outside }),
    )

    expect(found).toMatchObject({ valid: true, roots_checked: 2 })
  })

  it('may be written to by other programs, in streams of their own', async () => {
    const found = await afterTampering(
      log,
      () => {},
      async (store) => {
        const event = { ...note('theirs'), id: randomUUID(), metadata: {} as never }
        await store.append({ stream: 'orders-1', expected: 'no_stream', events: [event] })
        return whole(store)
      },
    )

    expect(found).toMatchObject({ valid: true, events_checked: 12 })
  })
})

describe('the first place that is broken is named', () => {
  it.each([
    ['an event changed', changeBytes('"other"', '"0ther"'), 'ticket-1', 1, /changed/],
    ['the last event of a stream changed', changeBytes('ending', 'enDing'), 'ticket-2', 2, /chang/],
    [
      'who did it changed, in all events',
      changeBytes('"actor_id":"1"', '"actor_id":"2"'),
      'ticket-1',
      0,
      /chang/,
    ],
    ['an event of the middle removed', remove('ticket-1', 2), 'ticket-1', 2, /missing/],
    ['the first event of a stream removed', remove('ticket-2', 0), 'ticket-2', 0, /missing/],
    ['the last event of a stream removed', remove('ticket-2', 2), 'ticket-2', 2, /missing/],
    ['the only event of a stream removed', remove('ticket-3', 0), 'ticket-3', 0, /missing/],
    ['two events of a stream swapped', swap(['ticket-1', 1], ['ticket-1', 2]), 'ticket-1', 1, /./],
    [
      'events of two streams swapped',
      swap(['ticket-1', 3], ['ticket-2', 0]),
      'ticket-1',
      3,
      /place|missing/,
    ],
    ['a root removed', remove(auditStream, 0), auditStream, 0, /missing/],
    ['a root changed', changeBytes('"events":7', '"events":6'), auditStream, 0, /signature/],
    [
      'what it lists changed',
      changeBytes('"0@ticket-1 ', '"9@ticket-1 '),
      auditStream,
      0,
      /signature/,
    ],
  ] as const)('where %s', async (_case, tamper, stream, revision, reason) => {
    const found = await afterTampering(log, tamper, whole)

    expect(found).toMatchObject({ valid: false, first_broken: { stream, revision } })
    expect(found.first_broken?.reason).toMatch(reason)
  })

  it('with its id and its position, so that it can be looked at', async () => {
    const [, other] = await onLog(log.dir, (store) => store.readStream('ticket-1'))

    const found = await afterTampering(log, changeBytes('"other"', '"0ther"'), whole)

    expect(found.first_broken).toMatchObject({
      event_id: other?.id,
      position: String(other?.position),
    })
  })

  it('where a root is signed by somebody else', async () => {
    const forger = readSigningKey(makeSigningKey())
    const forge = async (store: EventStore) => {
      const [last] = await store.readStream(auditStream, { direction: 'backwards', maxCount: 1 })
      const { manifest, ...root } = (last && parseRoot(last)) ?? { manifest: [] }
      const { signature: _old, public_key: _theirs, ...unsigned } = root as OutsideRoot
      const data = { ...signRoot(unsigned, forger), manifest }
      await appendChained(store, auditStream, [{ type: rootType, data }])
      return [await whole(store), await checkLog({ store, keys: null })]
    }

    for (const found of await afterTampering(log, () => {}, forge)) {
      expect(found).toMatchObject({
        valid: false,
        first_broken: { stream: auditStream, revision: 2 },
      })
      expect(found.first_broken?.reason).toMatch(/key/)
    }
  })

  it('where the end is cut off, by a root that is kept outside, and by who has seen more', async () => {
    const cut = (database: DatabaseSync) => {
      const second = `(SELECT position FROM events WHERE stream = ${streamId} AND revision = 0)`
      database.prepare(`DELETE FROM events WHERE position >= ${second}`).run('ticket-3')
    }
    const head = await onLog(log.dir, (store) => store.head())

    const [alone, withRoots, withRows] = await afterTampering(log, cut, async (store) => [
      await whole(store),
      await checkLog({ store, keys: log.keys, outside: log.outside }),
      await checkLog({ store, keys: log.keys, seenPosition: head }),
    ])

    expect(alone?.valid).toBe(true) // nothing in the log itself can tell
    expect(withRoots?.first_broken).toMatchObject({ stream: auditStream, revision: 1 })
    expect(withRoots?.first_broken?.reason).toMatch(/ends before/)
    expect(withRows?.first_broken).toMatchObject({ position: String(head) })
  })
})

describe('roots', () => {
  it('follow each other every so many events, also where none were signed for long', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'deskhive-audit-'))
    const [events, found] = await onLog(dir, async (store) => {
      const notes = Array.from({ length: 250 }, (_, index) => note(String(index)))
      await appendChained(store, 'ticket-1', notes)
      await signAll(store, log.key, 100)
      await appendChained(store, 'ticket-1', [note('one more')])
      await signAll(store, log.key, 100)
      const { events } = await store.readAll({ from: logStart, maxCount: 1_000 })
      return [events, await whole(store)] as const
    })
    await rm(dir, { recursive: true })

    const covered = events.flatMap((event) => parseRoot(event)?.events ?? [])
    expect(covered).toEqual([100, 200, 252, 254])
    expect(found).toMatchObject({ valid: true, roots_checked: 4, events_after_last_root: 0 })
  })

  it('of two owners at once are one sequence', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'deskhive-audit-'))
    const found = await onLog(dir, async (store) => {
      for (let round = 0; round < 5; round += 1) {
        await appendChained(store, 'ticket-1', [note('a'), note('b')])
        await Promise.all([signAll(store, log.key), signAll(store, log.key)])
      }
      return whole(store)
    })
    await rm(dir, { recursive: true })

    expect(found).toMatchObject({ valid: true, events_after_last_root: 0 })
    expect(found.roots_checked).toBeGreaterThanOrEqual(5)
  })
})

import type { NotificationSettings } from '@deskhive/shared/domain/agent/notification-settings.ts'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { whenToDeliver } from './when-to-deliver.ts'

const berlin = { time_zone: 'Europe/Berlin' } as const
const night = { ...berlin, quiet_hours: { from: '22:00', to: '07:00' } } as const

function due(settings: NotificationSettings, occurredAt: string): string {
  return whenToDeliver(settings, 'email', occurredAt).dueAt
}

describe('an email', () => {
  it('is due at once where the agent chose nothing else', () => {
    expect(due({}, '2026-03-15T14:30:00.123Z')).toBe('2026-03-15T14:30:00.123Z')
  })

  it.each([
    ['before they begin: at once', '2026-01-15T20:59:59.000Z', '2026-01-15T20:59:59.000Z'],
    ['as they begin: when they end', '2026-01-15T21:00:00.000Z', '2026-01-16T06:00:00.000Z'],
    ['after midnight: on that day', '2026-01-16T02:00:00.000Z', '2026-01-16T06:00:00.000Z'],
    ['as they end: at once', '2026-01-16T06:00:00.000Z', '2026-01-16T06:00:00.000Z'],
    ['in summer by the summer clock', '2026-07-15T21:30:00.000Z', '2026-07-16T05:00:00.000Z'],
    ['in the night of the change', '2026-03-28T22:00:00.000Z', '2026-03-29T05:00:00.000Z'],
    ['in the night of the change back', '2026-10-24T21:00:00.000Z', '2026-10-25T06:00:00.000Z'],
  ])('in quiet hours, %s', (_when, occurredAt, expected) => {
    expect(due(night, occurredAt)).toBe(expected)
  })

  it('in quiet hours by day waits until they end', () => {
    const lunch = { quiet_hours: { from: '12:00', to: '13:30' } }
    expect(due(lunch, '2026-01-15T12:00:00.000Z')).toBe('2026-01-15T13:30:00.000Z')
  })

  it('in quiet hours that end in the hour that comes twice, waits for the second end in the second of them', () => {
    const early = { ...berlin, quiet_hours: { from: '22:00', to: '02:30' } }
    expect(due(early, '2026-10-25T00:10:00.000Z')).toBe('2026-10-25T00:30:00.000Z')
    expect(due(early, '2026-10-25T01:10:00.000Z')).toBe('2026-10-25T01:30:00.000Z')
  })

  it('in quiet hours that end in the hour that is skipped, waits a night later for the end that there is', () => {
    const early = { ...berlin, quiet_hours: { from: '22:00', to: '02:30' } }
    expect(due(early, '2026-03-28T22:00:00.000Z')).toBe('2026-03-29T01:30:00.000Z')
    expect(due(early, '2026-03-29T21:00:00.000Z')).toBe('2026-03-30T00:30:00.000Z')
  })

  it('of an hourly digest is due at the next full hour of the agent', () => {
    const hourly = { email_digest: 'hourly', time_zone: 'Asia/Kolkata' } as const
    expect(due(hourly, '2026-01-15T12:00:00.000Z')).toBe('2026-01-15T12:30:00.000Z')
    expect(due(hourly, '2026-01-15T12:30:00.000Z')).toBe('2026-01-15T13:30:00.000Z')
  })

  it('of a daily digest is due at the next 8:00 of the agent', () => {
    const daily = { ...berlin, email_digest: 'daily' } as const
    expect(due(daily, '2026-01-15T06:59:00.000Z')).toBe('2026-01-15T07:00:00.000Z')
    expect(due(daily, '2026-01-15T07:00:00.000Z')).toBe('2026-01-16T07:00:00.000Z')
    expect(whenToDeliver(daily, 'email', '2026-01-15T07:00:00.000Z').isDigest).toBe(true)
  })

  it('of a digest whose time is quiet waits for both', () => {
    const settings = { ...night, email_digest: 'hourly' } as const
    expect(due(settings, '2026-01-15T20:30:00.000Z')).toBe('2026-01-16T06:00:00.000Z')
  })
})

/** In every time zone, some minutes from when its clocks change. */
const aroundChange = fc.record({
  zone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
  minutes: fc.integer({ min: -200, max: 200 }),
})

const quietHours = fc.constantFrom(
  { from: '22:00', to: '02:30' },
  { from: '00:30', to: '01:30' },
  { from: '01:45', to: '02:00' },
  { from: '02:15', to: '07:00' },
)

describe('whenever clocks change', () => {
  it('a digest is later than what it tells, and no hour or day is left out', () => {
    fc.assert(
      fc.property(aroundChange, fc.constantFrom('hourly', 'daily'), (about, email_digest) => {
        const happened = momentOf(about)
        const settings = { time_zone: about.zone, email_digest }
        const waits = Temporal.Instant.from(due(settings, happened.toString())).since(happened)
        expect(waits.sign).toBe(1)
        expect(waits.total('hours')).toBeLessThanOrEqual(email_digest === 'hourly' ? 1 : 27)
      }),
      { numRuns: 500 },
    )
  })

  it('nothing is due in quiet hours, or before it happened', () => {
    fc.assert(
      fc.property(aroundChange, quietHours, (about, quiet_hours) => {
        const happened = momentOf(about)
        const settings = { time_zone: about.zone, quiet_hours }
        const sent = Temporal.Instant.from(due(settings, happened.toString()))
        const clock = sent.toZonedDateTimeISO(about.zone).toPlainTime().toString().slice(0, 5)
        expect(Temporal.Instant.compare(sent, happened)).toBeGreaterThanOrEqual(0)
        expect(isWithin(quiet_hours, clock)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})

function momentOf({ zone, minutes }: { zone: string; minutes: number }): Temporal.Instant {
  const start = Temporal.Instant.from('2026-01-15T00:00:00Z').toZonedDateTimeISO(zone)
  const change = start.getTimeZoneTransition('next') ?? start
  return change.add({ minutes }).toInstant()
}

function isWithin({ from, to }: { from: string; to: string }, time: string): boolean {
  return from < to ? from <= time && time < to : from <= time || time < to
}

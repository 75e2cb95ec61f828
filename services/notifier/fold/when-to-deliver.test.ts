import type { NotificationSettings } from '@deskhive/shared/domain/agent/notification-settings.ts'
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
  ])('in quiet hours, %s', (_when, occurredAt, expected) => {
    expect(due(night, occurredAt)).toBe(expected)
  })

  it('in quiet hours by day waits until they end', () => {
    const lunch = { quiet_hours: { from: '12:00', to: '13:30' } }
    expect(due(lunch, '2026-01-15T12:00:00.000Z')).toBe('2026-01-15T13:30:00.000Z')
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

import { expect, it } from 'vitest'
import { isWanted, mergeSettings, notificationSettings } from './notification-settings.ts'

it('tells in the app by default, and by email only who asked for it', () => {
  expect(isWanted({}, 'ticket_reply', 'in_app')).toBe(true)
  expect(isWanted({}, 'ticket_reply', 'email')).toBe(false)
  expect(isWanted({ ticket_reply: { email: true } }, 'ticket_reply', 'email')).toBe(true)
  expect(isWanted({ ticket_reply: { in_app: false } }, 'ticket_reply', 'in_app')).toBe(false)
})

it('posts to a URL, once there is one, all that is not switched off', () => {
  const webhook_url = 'https://example.com/hook'
  expect(isWanted({}, 'ticket_reply', 'webhook')).toBe(false)
  expect(isWanted({ ticket_reply: { webhook: true } }, 'ticket_reply', 'webhook')).toBe(false)
  expect(isWanted({ webhook_url: null }, 'ticket_reply', 'webhook')).toBe(false)
  expect(isWanted({ webhook_url }, 'ticket_reply', 'webhook')).toBe(true)
  const settings = { webhook_url, ticket_reply: { webhook: false } }
  expect(isWanted(settings, 'ticket_reply', 'webhook')).toBe(false)
  expect(isWanted(settings, 'ticket_status', 'webhook')).toBe(true)
})

it('keeps the choices that a client does not send', () => {
  const kept = { ticket_reply: { email: true }, ticket_status: { in_app: false } }
  expect(mergeSettings(kept, { ticket_reply: { in_app: false } })).toEqual({
    ticket_reply: { email: true, in_app: false },
    ticket_status: { in_app: false },
  })
})

it('keeps the quiet hours and the digest until others are sent', () => {
  const kept = { quiet_hours: { from: '22:00', to: '07:00' }, email_digest: 'daily' } as const
  expect(mergeSettings(kept, { time_zone: 'Europe/Berlin' })).toEqual({
    ...kept,
    time_zone: 'Europe/Berlin',
  })
  expect(mergeSettings(kept, { quiet_hours: null })).toEqual({
    quiet_hours: null,
    email_digest: 'daily',
  })
})

it.each([
  { time_zone: 'Mars/Olympus' },
  { time_zone: '\u{2212}01:00' },
  { quiet_hours: { from: '22:00', to: '22:00' } },
  { quiet_hours: { from: '24:00', to: '07:00' } },
  { quiet_hours: { from: '22:00' } },
  { email_digest: 'weekly' },
  { webhook_url: 'x'.repeat(2_001) },
  { webhook_url: 5 },
])('refuses %o', (settings) => {
  expect(notificationSettings.safeParse(settings).success).toBe(false)
})

it('refuses types and channels that do not exist', () => {
  expect(notificationSettings.safeParse({ ticket_vanished: {} }).success).toBe(false)
  expect(notificationSettings.safeParse({ ticket_reply: { pigeon: true } }).success).toBe(false)
})

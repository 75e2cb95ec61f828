import { expect, it } from 'vitest'
import { mergeSettings, notificationSettings, wantedChannels } from './notification-settings.ts'

it('tells in the app by default, and by email only who asked for it', () => {
  expect(wantedChannels({}, 'ticket_reply')).toEqual(['in_app'])
  const settings = { ticket_reply: { in_app: false, email: true } }
  expect(wantedChannels(settings, 'ticket_reply')).toEqual(['email'])
})

it('posts to a URL, once there is one, all that is not switched off', () => {
  const webhook_url = 'https://example.com/hook'
  expect(wantedChannels({ ticket_reply: { webhook: true } }, 'ticket_reply')).toEqual(['in_app'])
  expect(wantedChannels({ webhook_url: null }, 'ticket_reply')).toEqual(['in_app'])
  const settings = { webhook_url, ticket_reply: { webhook: false } }
  expect(wantedChannels(settings, 'ticket_reply')).toEqual(['in_app'])
  expect(wantedChannels(settings, 'ticket_status')).toEqual(['in_app', 'webhook'])
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

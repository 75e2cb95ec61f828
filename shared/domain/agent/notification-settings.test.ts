import { expect, it } from 'vitest'
import { isWanted, mergeSettings, notificationSettings } from './notification-settings.ts'

it('tells in the app by default, and by email only who asked for it', () => {
  expect(isWanted({}, 'ticket_reply', 'in_app')).toBe(true)
  expect(isWanted({}, 'ticket_reply', 'email')).toBe(false)
  expect(isWanted({ ticket_reply: { email: true } }, 'ticket_reply', 'email')).toBe(true)
  expect(isWanted({ ticket_reply: { in_app: false } }, 'ticket_reply', 'in_app')).toBe(false)
})

it('keeps the choices that a client does not send', () => {
  const kept = { ticket_reply: { email: true }, ticket_status: { in_app: false } }
  expect(mergeSettings(kept, { ticket_reply: { in_app: false } })).toEqual({
    ticket_reply: { email: true, in_app: false },
    ticket_status: { in_app: false },
  })
})

it('refuses types and channels that do not exist', () => {
  expect(notificationSettings.safeParse({ ticket_vanished: {} }).success).toBe(false)
  expect(notificationSettings.safeParse({ ticket_reply: { pigeon: true } }).success).toBe(false)
})

import { expect, test } from 'vitest'
import { webhookTables } from '#notifier/webhooks/tables.ts'
import { notifierTables } from './tables.ts'

test('what agents and receivers may have heard of is on disk first, and nothing else waits for it', () => {
  const lasting = [...notifierTables, ...webhookTables].filter((table) => table.lasting)
  expect(lasting.map(({ table }) => table)).toEqual([
    'notifier.notifications',
    'notifier.deliveries',
    'notifier.webhook_deliveries',
  ])
})

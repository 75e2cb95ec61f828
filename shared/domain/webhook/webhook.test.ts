import { describe, expect, it } from 'vitest'
import { specify } from '../../testing/given.ts'
import { eventTypes, wantsEvent } from '../event-types.ts'
import { resourceEvolution } from '../resource/resource-state.ts'
import { rotateSecret } from './rotate-secret.ts'
import { switchOffWebhook } from './switch-off.ts'
import { webhook } from './webhook.ts'

const { given } = specify(resourceEvolution(webhook), 'webhook-3')
const url = 'https://example.com/hook'
const created = {
  type: 'WebhookCreated',
  data: { url, events: ['*'], status: 'active', description: null },
}
const gone = { event_id: 'b7d6c4d4-9a54-5c50-9c9a-0f3b8b9f5a10', url }
const isUrl = (text: string) => webhook.fields['url']?.safeParse(text).success

describe('a webhook', () => {
  it('has an http(s) address, without a name and password in it', () => {
    for (const good of [url, 'http://example.com', 'HTTPS://Example.com:8443/a?b=c']) {
      expect([good, isUrl(good)]).toEqual([good, true])
    }
    const credentials = [
      'https://u@example.com',
      'https://u:p@example.com',
      'https://:p@example.com',
    ]
    for (const bad of [
      ...credentials,
      'ftp://example.com',
      'example.com',
      'https://',
      'https://a b',
      '',
    ]) {
      expect([bad, isUrl(bad)]).toEqual([bad, false])
    }
  })

  it('whose receiver is gone is switched off by a rule that names the event', () => {
    given(created)
      .when((state) => switchOffWebhook(state, gone))
      .thenEvents({
        type: 'WebhookChanged',
        data: { status: 'inactive' },
        rule: {
          name: 'webhook_gone',
          answers: { event_id: gone.event_id },
          actor: { type: 'system', id: '0', name: 'System' },
        },
      })
  })

  it('that has moved, is off or was deleted meanwhile is left alone', () => {
    const changed = (data: { readonly [field: string]: string }) => ({
      type: 'WebhookChanged',
      data,
    })
    for (const meanwhile of [
      changed({ url: 'https://example.com/other' }),
      changed({ status: 'inactive' }),
      { type: 'WebhookDeleted', data: {} },
    ]) {
      given(created, meanwhile)
        .when((state) => switchOffWebhook(state, gone))
        .thenNothing()
    }
  })

  it('tells that it has another secret, and nothing of the secret', () => {
    given(created).when(rotateSecret).thenEvents({ type: 'WebhookSecretRotated', data: {} })
    given(created, { type: 'WebhookDeleted', data: {} }).when(rotateSecret).thenRefused('NOT_FOUND')
  })
})

describe('what a webhook wants', () => {
  it('is what it names', () => {
    expect(wantsEvent(['TicketCreated'], 'TicketCreated')).toBe(true)
    expect(wantsEvent(['TicketCreated'], 'TicketClosed')).toBe(false)
    expect(wantsEvent(['ApiKeyCreated'], 'ApiKeyCreated')).toBe(true)
  })

  it('is with * everything but who may do what and where news go', () => {
    const left = eventTypes.filter((type) => !wantsEvent(['*'], type))
    expect(left).toEqual([
      'WebhookCreated',
      'WebhookChanged',
      'WebhookDeleted',
      'WebhookSecretRotated',
      'ApiKeyCreated',
      'ApiKeyChanged',
      'ApiKeyRevoked',
    ])
    expect(wantsEvent(['*'], 'AuditRootSigned')).toBe(false)
  })
})

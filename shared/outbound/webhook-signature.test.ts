import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { makeWebhookSecret, webhookHeaders } from './webhook-signature.ts'

const body = '{"type":"ticket_reply","data":{"title":"Größe 📦"}}'
const id = '0191a2b3-0000-4000-8000-000000000001'

describe('a signature', () => {
  it('is that of the scheme’s own example', () => {
    expect(
      webhookHeaders({
        id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        sentAt: new Date(1_614_265_330_000),
        body: '{"test": 2432232314}',
        secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      }),
    ).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  it('is verified by the scheme’s own library, with each of two secrets while one is exchanged', () => {
    const secrets = [makeWebhookSecret(), makeWebhookSecret()]
    const headers = webhookHeaders({ id, sentAt: new Date(), body, secrets })

    for (const secret of secrets) {
      expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body))
    }
  })

  it('is nobody else’s: another secret, body or id is not verified', () => {
    const secret = makeWebhookSecret()
    const headers = webhookHeaders({ id, sentAt: new Date(), body, secrets: [secret] })

    expect(() => new Webhook(makeWebhookSecret()).verify(body, headers)).toThrow(
      'No matching signature found',
    )
    expect(() => new Webhook(secret).verify(body.replace('reply', 'lock'), headers)).toThrow(
      'No matching signature found',
    )
    expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'other' })).toThrow(
      'No matching signature found',
    )
  })
})

describe('a secret', () => {
  it('is 32 random bytes behind the scheme’s prefix', () => {
    const secrets = [makeWebhookSecret(), makeWebhookSecret()]
    for (const secret of secrets) {
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    }
    expect(new Set(secrets).size).toBe(2)
  })
})

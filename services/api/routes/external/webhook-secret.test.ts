import { randomUUID } from 'node:crypto'
import { forbiddenUrls } from '@deskhive/shared/testing/forbidden-urls.ts'
import { startNameServer, type TestNameServer } from '@deskhive/shared/testing/name-server.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAgent } from '../../testing/builders.ts'
import { startTestDesk, type TestDesk } from '../../testing/start-test-desk.ts'

let names: TestNameServer
let desk: TestDesk
let key: string
let agentId: number
beforeAll(async () => {
  names = await startNameServer()
  const allowed = [{ host: '127.0.0.1', port: '9999' }]
  desk = await startTestDesk({ reach: { allowed, nameServers: [names.address] } })
  ;({ key, id: agentId } = await createAgent(desk.ask))
})
afterAll(async () => {
  await desk[Symbol.asyncDispose]()
  await names[Symbol.asyncDispose]()
})

const put = (notification_settings: object, more: object = {}) =>
  desk.ask('PUT', '/external/profile', { key, body: { notification_settings, ...more } })
const field = 'notification_settings.webhook_url'

describe('the URL to which an agent’s notifications are posted', () => {
  it.each(['https://hooks.example.com/in', 'http://127.0.0.1:9999/', null])(
    'is kept where it leads outside or to an allowed host, and taken away: %s',
    async (webhook_url) => {
      expect((await put({ webhook_url })).status).toBe(200)
      const { body } = await desk.ask('GET', '/external/profile', { key })
      expect(body.data.notification_settings).toMatchObject({ webhook_url })
    },
  )

  it('is refused in every spelling that leads inside, and nothing of the request is kept', async () => {
    const answers = await Promise.all(
      forbiddenUrls.map((webhook_url) => put({ webhook_url, email_digest: 'daily' })),
    )
    for (const { status, body } of answers) {
      expect(status).toBe(422)
      expect(body.errors[field]).toEqual([expect.stringMatching(`^The ${field} field must .*\\.$`)])
    }
    const { body } = await desk.ask('GET', '/external/profile', { key })
    expect(body.data.notification_settings).not.toHaveProperty('email_digest')
  })

  it('is refused where its name leads inside, together with everything else that is wrong', async () => {
    names.set('sly.example.com', ['93.184.215.14', '192.168.0.1'])
    const { status, body } = await put({ webhook_url: 'https://sly.example.com/' }, { name: 5 })
    expect(status).toBe(422)
    expect(Object.keys(body.errors).toSorted()).toEqual(['name', field])
  })
})

describe('the secret that signs what is posted to an agent', () => {
  const make = (headers = {}) =>
    desk.ask('POST', '/external/profile/webhook-secret', { key, headers })

  it('is shown once, and shown again only to who repeats the request', async () => {
    const once = { 'idempotency-key': 'secret-once' }
    const first = await make(once)
    expect(first.status).toBe(201)
    expect(first.body.data).toEqual({ secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) })
    expect((await make(once)).body.data).toEqual(first.body.data)
    expect((await make()).body.data.secret).not.toBe(first.body.data.secret)

    const profile = await desk.ask('GET', '/external/profile', { key })
    expect(profile.text).not.toContain('whsec')
  })

  it('is kept sealed, with a trace in the log that does not tell it', async () => {
    const { secret } = (await make()).body.data
    const { rows } = await desk.desk.database.pool.query(
      'select sealed from desk.agent_webhook_secrets where agent_id = $1',
      [agentId],
    )
    expect(rows.length).toBeGreaterThan(1)
    expect(JSON.stringify(rows)).not.toContain(secret.slice('whsec_'.length))

    const history = await desk.ask('GET', `/internal/agents/${agentId}/history?per_page=200`)
    expect(history.body.data.at(-1)).toMatchObject({ type: 'AgentWebhookSecretMade', data: {} })
    expect(history.text).not.toContain('whsec')
  })

  it('signs together with those of the last 24 hours, the newest first', async () => {
    const { key: other, id } = await createAgent(desk.ask)
    const asOther = () => desk.ask('POST', '/external/profile/webhook-secret', { key: other })
    const made = [(await asOther()).body.data.secret, (await asOther()).body.data.secret]
    const inForce = () => desk.desk.signingSecrets?.agent.inForce(id)
    expect(await inForce()).toEqual(made.toReversed())

    await desk.desk.database.pool.query(
      `update desk.agent_webhook_secrets set expires_at = clock_timestamp() - interval '1 second'
       where agent_id = $1 and expires_at is not null`,
      [id],
    )
    expect(await inForce()).toEqual(made.slice(1))
  })

  it('is the newest alone that signs for good, also where many are made at once', async () => {
    const owners = Array.from({ length: 20 }, (_, index) => 1_000_000 + index)
    const give = async (ownerId: number) =>
      desk.desk.signingSecrets?.agent.give({ ownerId, commandId: randomUUID(), secret: 'whsec_' })
    for (const ownerId of owners) {
      await Promise.all(Array.from({ length: 10 }, () => give(ownerId)))
    }
    const { rows } = await desk.desk.database.pool.query(
      `select agent_id, array_agg(expires_at is null order by created_at desc, command_id desc) as for_good
       from desk.agent_webhook_secrets where agent_id = any ($1) group by agent_id order by agent_id`,
      [owners],
    )
    const onlyTheNewest = [true, ...Array.from({ length: 9 }, () => false)]
    expect(rows).toEqual(owners.map((agent_id) => ({ agent_id, for_good: onlyTheNewest })))
  })

  it('is not made, and nothing is recorded, where there is no key to seal it with', async () => {
    await using keyless = await desk.startApi({ secretsKeys: null })
    const { key: other, id } = await createAgent(desk.ask)
    const answer = await keyless.ask('POST', '/external/profile/webhook-secret', { key: other })
    expect(answer.status).toBe(503)
    expect(answer.headers).toHaveProperty('retry-after')

    const history = await desk.ask('GET', `/internal/agents/${id}/history`)
    expect(history.text).not.toContain('AgentWebhookSecretMade')
  })
})

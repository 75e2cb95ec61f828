import { once } from 'node:events'
import { createServer } from 'node:net'
import { openInbox } from '@deskhive/shared/testing/inbox.ts'
import { until } from '@deskhive/shared/testing/until.ts'
import { describe, expect, it } from 'vitest'
import { DeliveryFailed, type OutgoingMessage } from './channel.ts'
import { emailChannel } from './email.ts'

const item = {
  id: 1,
  type: 'ticket_reply',
  title: 'Carl replied on SD-1001',
  message: 'Any news?',
  ticket_id: 1001,
  sender_name: 'Carl',
  created_at: '2026-03-15T14:30:00.000Z',
}

const message: OutgoingMessage = {
  delivery_id: '0191a2b3-0000-4000-8000-000000000001',
  agent_id: 7,
  email: 'ann@example.org',
  webhook_url: null,
  items: [item],
  is_digest: false,
}

const titled = (title: string): OutgoingMessage => ({
  ...message,
  items: message.items.map((item) => ({ ...item, title })),
})

/** Of a try that may take its time. */
const unhurried = new AbortController().signal

describe('an email', () => {
  it('reaches the agent as plain text whose Message-ID is that of its delivery', async () => {
    await using inbox = await openInbox()
    const { url, received } = inbox
    using email = emailChannel({ url, from: 'Desk <desk@example.net>' })

    await email.send(message, unhurried)
    await email.send(message, unhurried)

    const [first, second] = received
    expect(first?.to).toEqual(['ann@example.org'])
    expect(first?.from).toBe('desk@example.net')
    expect(first?.text).toMatch(/^From: Desk <desk@example.net>\r$/m)
    expect(first?.text).toMatch(/^Subject: Carl replied on SD-1001\r$/m)
    expect(first?.text).toMatch(/^Content-Type: text\/plain/m)
    expect(first?.text).toMatch(/^In-Reply-To: <ticket-1001@example.net>\r$/m)
    expect(first?.text).toMatch(/^Any news\?\r$/m)
    expect(first?.text).toContain(`Message-ID: <${message.delivery_id}@example.net>`)
    expect(second?.text).toContain(`Message-ID: <${message.delivery_id}@example.net>`)
  })

  it('keeps to one recipient and its own headers, whatever is in a title or an address', async () => {
    await using inbox = await openInbox()
    const { url, received } = inbox
    using email = emailChannel({ url, from: 'desk@example.net' })

    await email.send(titled('Hi\r\nBcc: eve@example.org\r\n\r\nboo'), unhurried)
    await email
      .send({ ...message, email: 'ann@example.org, eve@example.org' }, unhurried)
      .catch(() => null)

    expect(received[0]?.to).toEqual(['ann@example.org'])
    expect(received[0]?.text.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/m)
    expect(received.flatMap(({ to }) => to)).not.toContain('eve@example.org')
  })

  it('says in HTML what it says in plain text, and nothing of it is taken for markup', async () => {
    await using inbox = await openInbox()
    using email = emailChannel({ url: inbox.url, from: 'desk@example.net' })

    await email.send(titled('<img src=x onerror=alert(1)> & "more"'), unhurried)

    const html = inbox.received[0]?.text.split(/^Content-Type: text\/html/m)[1] ?? ''
    expect(html).toContain('&lt;img src')
    expect(html).not.toContain('<img')
  })

  it('of a digest says how much happened, and all of it in order', async () => {
    await using inbox = await openInbox()
    using email = emailChannel({ url: inbox.url, from: 'desk@example.net' })
    const second = {
      ...item,
      title: 'SD-1002 was assigned to you',
      message: 'Refund',
      ticket_id: 1002,
    }

    await email.send({ ...message, items: [item, second], is_digest: true }, unhurried)

    const text = inbox.received[0]?.text ?? ''
    expect(text).toMatch(/^Subject: 2 notifications: Carl replied on SD-1001, and 1 more\r$/m)
    expect(text.indexOf('Carl replied')).toBeLessThan(text.indexOf('SD-1002 was assigned'))
    expect(text).not.toContain('In-Reply-To')
  })

  it('that is refused for good fails for good, with a code and without the address', async () => {
    await using inbox = await openInbox()
    inbox.refuse(550)
    const failure = await failureOf(inbox.url)

    expect(failure).toMatchObject({ code: 'EENVELOPE 550', isFinal: true })
    expect(String(failure)).not.toContain('ann@')
  })

  it('that is refused for now is worth another try', async () => {
    await using inbox = await openInbox()
    inbox.refuse(451)

    expect(await failureOf(inbox.url)).toMatchObject({
      code: 'EENVELOPE 451',
      isFinal: false,
    })
  })

  it('to a server that is not there is worth another try', async () => {
    expect(await failureOf('smtp://127.0.0.1:1')).toMatchObject({ code: 'ESOCKET', isFinal: false })
  })

  it('to a server that never says a word ends within 11 s', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address()
    const url = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    const startedAt = performance.now()

    const failure = await failureOf(url)

    expect(failure).toMatchObject({ code: 'ETIMEDOUT', isFinal: false })
    expect(performance.now() - startedAt).toBeLessThan(11_000)
    silent.close()
  })
})

describe('the connection of emails', () => {
  it('is made once for many, and ends with the channel', async () => {
    await using inbox = await openInbox()
    {
      using email = emailChannel({ url: inbox.url, from: 'desk@example.net' })
      for (let n = 0; n < 20; n += 1) await email.send(message, unhurried)
      expect(inbox.connections()).toBe(1)
      expect(inbox.open()).toBe(1)
    }
    await until(() => expect(inbox.open()).toBe(0))
    expect(inbox.received).toHaveLength(20)
  })

  it('that was cut while nothing was sent costs no try', async () => {
    await using inbox = await openInbox()
    using email = emailChannel({ url: inbox.url, from: 'desk@example.net' })
    await email.send(message, unhurried)
    inbox.hangUp()
    await email.send(message, unhurried)
    expect(inbox.received).toHaveLength(2)
    expect(inbox.connections()).toBe(2)
  })

  it('that is cut again and again under a message fails the try, and the next one is sent', async () => {
    await using inbox = await openInbox()
    using email = emailChannel({ url: inbox.url, from: 'desk@example.net' })
    inbox.refuse('hang up')
    const [sent] = await Promise.allSettled([email.send(message, unhurried)])
    expect(sent).toMatchObject({ status: 'rejected', reason: { isFinal: false } })
    expect(inbox.connections()).toBeLessThanOrEqual(2)

    inbox.refuse(null)
    await email.send(message, unhurried)
    expect(inbox.received).toHaveLength(1)
  })

  it('is cut where a try has taken too long, so that it does not go on sending', async () => {
    await using inbox = await openInbox()
    using email = emailChannel({ url: inbox.url, from: 'desk@example.net' })
    const answer = inbox.hold()
    const late = new AbortController()
    const sending = email.send(message, late.signal)
    await until(() => expect(inbox.received).toHaveLength(1))
    late.abort()
    await expect(sending).rejects.toMatchObject({ isFinal: false })
    await until(() => expect(inbox.open()).toBe(0))
    answer()
  })

  it('ends with the channel, also where the server takes its time with a message: that try has failed', async () => {
    await using inbox = await openInbox()
    const email = emailChannel({ url: inbox.url, from: 'desk@example.net' })
    const answer = inbox.hold()
    const sending = email.send(message, unhurried)
    await until(() => expect(inbox.received).toHaveLength(1))
    email[Symbol.dispose]()
    await expect(sending).rejects.toMatchObject({ isFinal: false })
    await until(() => expect(inbox.open()).toBe(0))
    answer()
  })
})

async function failureOf(url: string): Promise<unknown> {
  using email = emailChannel({ url, from: 'desk@example.net' })
  const [sent] = await Promise.allSettled([email.send(message, unhurried)])
  return sent?.status === 'rejected' && sent.reason instanceof DeliveryFailed ? sent.reason : null
}

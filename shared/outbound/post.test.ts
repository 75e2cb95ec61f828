import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCertificate } from '../testing/certificate.ts'
import { forbiddenUrls } from '../testing/forbidden-urls.ts'
import { startNameServer, type TestNameServer } from '../testing/name-server.ts'
import { failureOf, send } from '../testing/outbound-post.ts'
import { startReceiver } from '../testing/receiver.ts'
import { checkTarget } from './check-target.ts'

let names: TestNameServer
beforeAll(async () => {
  names = await startNameServer()
})
afterAll(() => names[Symbol.asyncDispose]())

const sendAsStranger = (url: string) => send(url, { allowed: [], nameServers: [names.address] })

describe('a request', () => {
  it('arrives as it was given, and its answer’s status comes back', async () => {
    await using receiver = await startReceiver((response) => response.writeHead(418).end('tea'))

    expect(await send(`${receiver.url}in?to=desk#part`)).toEqual({ status: 418 })

    expect(receiver.received).toEqual([
      expect.objectContaining({ method: 'POST', path: '/in?to=desk', body: '{"a":1}' }),
    ])
    expect(receiver.received[0]?.headers).toMatchObject({ 'content-type': 'application/json' })
  })

  it('goes nowhere else where it is redirected', async () => {
    await using inside = await startReceiver()
    await using receiver = await startReceiver((response) =>
      response.writeHead(307, { location: inside.url }).end(),
    )

    expect(await send(receiver.url)).toEqual({ status: 307 })
    expect(inside.received).toEqual([])
  })
})

describe('an address inside', () => {
  it.each(forbiddenUrls)('is not sent to: %j', async (url) => {
    expect(await failureOf(sendAsStranger(url))).toBe('target-refused')
  })

  it('is not sent to where a name was changed to it after the URL was saved', async () => {
    await using receiver = await startReceiver()
    const url = receiver.url.replace('127.0.0.1', 'rebound.example.com')
    names.set('rebound.example.com', ['93.184.215.14'])
    expect(await checkTarget(url, { allowed: [], nameServers: [names.address] })).toBeNull()

    names.set('rebound.example.com', ['127.0.0.1'])

    expect(await failureOf(sendAsStranger(url))).toBe('target-refused')
    expect(receiver.received).toEqual([])
  })

  it('is not sent to where another address of the name is public', async () => {
    names.set('both.example.com', ['93.184.215.14', '127.0.0.1'])
    expect(await failureOf(sendAsStranger('http://both.example.com/'))).toBe('target-refused')
  })

  it('cannot be slipped in between the check and the connection: a name is asked for once', async () => {
    await using receiver = await startReceiver()
    const host = 'once.example.com' // which this machine does not know
    names.set(host, ['127.0.0.1'])
    const before = names.asked.length

    const reach = { allowed: [{ host, port: null }], nameServers: [names.address] }
    expect(await send(receiver.url.replace('127.0.0.1', host), reach)).toEqual({ status: 204 })

    expect(names.asked.slice(before).toSorted()).toEqual([`${host} A`, `${host} AAAA`])
    expect(receiver.received[0]?.headers).toMatchObject({ host: expect.stringContaining(host) })
  })
})

describe('a name', () => {
  it('that leads nowhere fails as such, and one that nobody answers for in time', async () => {
    names.set('silent.example.com', 'silence')
    expect(await failureOf(sendAsStranger('http://nowhere.example.com/'))).toBe('name-unknown')
    expect(await failureOf(sendAsStranger('http://silent.example.com/'))).toMatch(
      /^(timed-out|name-unknown)$/,
    )
  })

  it('of an allowed host is found as this machine knows it', async () => {
    await using receiver = await startReceiver()
    const url = receiver.url.replace('127.0.0.1', 'localhost')
    expect(await send(url, { allowed: [{ host: 'localhost', port: null }] })).toEqual({
      status: 204,
    })
  })
})

describe('a receiver that speaks TLS', () => {
  const certificate = makeCertificate('localhost')
  const localhost = { allowed: [{ host: 'localhost', port: null }] }

  it('is believed where a known authority vouches for its name', async () => {
    await using receiver = await startReceiver(undefined, certificate)
    using _trust = trusting(certificate.cert)

    expect(await send(receiver.url.replace('127.0.0.1', 'localhost'), localhost)).toEqual({
      status: 204,
    })
  })

  it('is told nothing where nobody vouches for it, or it goes by another name', async () => {
    await using receiver = await startReceiver(undefined, certificate)
    const unknown = failureOf(send(receiver.url.replace('127.0.0.1', 'localhost'), localhost))
    expect(await unknown).toBe('tls-failed')

    using _trust = trusting(certificate.cert)
    expect(await failureOf(send(receiver.url))).toBe('tls-failed')
    expect(receiver.received).toEqual([])
  })

  it('fails as such where it does not speak TLS', async () => {
    await using receiver = await startReceiver()
    expect(await failureOf(send(receiver.url.replace('http:', 'https:')))).toBe('tls-failed')
  })
})

function trusting(cert: string): Disposable {
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, cert])
  return { [Symbol.dispose]: () => setDefaultCACertificates(before) }
}

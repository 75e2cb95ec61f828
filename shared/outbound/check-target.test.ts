import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forbiddenUrls } from '../testing/forbidden-urls.ts'
import { startNameServer, type TestNameServer } from '../testing/name-server.ts'
import { type AllowedHost, parseAllowedHosts } from './allowed-hosts.ts'
import { checkTarget } from './check-target.ts'

let names: TestNameServer
beforeAll(async () => {
  names = await startNameServer()
})
afterAll(() => names[Symbol.asyncDispose]())
beforeEach(() => names.set('hooks.example.com', ['93.184.215.14', '2606:2800:21f::1']))

const reach = (allowed: readonly AllowedHost[] = []) => ({ allowed, nameServers: [names.address] })
const check = (url: string) => checkTarget(url, reach())

describe('a URL that is saved', () => {
  it('has at least sixty ways to lead inside', () => {
    expect(new Set(forbiddenUrls).size).toBeGreaterThanOrEqual(60)
  })

  it.each(forbiddenUrls)('is refused where it leads inside: %j', async (url) => {
    expect(await check(url)).toMatch(/^must /)
  })

  it('is refused in every spelling of a forbidden address', async () => {
    await fc.assert(
      fc.asyncProperty(insideIpv4, radixes, fc.integer({ min: 1, max: 4 }), async (...given) => {
        expect(await check(`http://${spelled(...given)}/`)).toMatch(/^must lead to a public host/)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    'https://hooks.example.com/in?to=desk',
    'http://HOOKS.example.com:8080/',
    'https://hooks.example.com./',
    'https://1.1.1.1/',
    'https://[2606:4700:4700::1111]/',
  ])('is taken where it leads to a public host: %s', async (url) => {
    expect(await check(url)).toBeNull()
  })

  it.each([
    [['127.0.0.1']],
    [['169.254.169.254']],
    [['93.184.215.14', '10.0.0.7']],
    [['93.184.215.14', '::1']],
    [['::ffff:7f00:1']],
    [['fd00:ec2::254']],
  ])('is refused where one of its name’s addresses leads inside: %j', async (addresses) => {
    names.set('rebound.example.com', addresses)
    expect(await check('https://rebound.example.com/')).toMatch(/^must lead to a public host/)
  })

  it('is taken where its name leads nowhere, or nobody tells within a second or so', async () => {
    names.set('silent.example.com', 'silence')
    const startedAt = performance.now()
    expect(await check('https://nowhere.example.com/')).toBeNull()
    expect(await check('https://silent.example.com/')).toBeNull()
    expect(performance.now() - startedAt).toBeLessThan(3_000)
  })

  it('says the same of every address inside, and nothing of what is there', async () => {
    names.set('a.example.com', ['10.0.0.1'])
    names.set('b.example.com', ['127.0.0.1', '192.168.7.7'])
    const said = await Promise.all(
      ['a.example.com', 'b.example.com', '127.0.0.1', 'localhost'].map((h) =>
        check(`http://${h}/`),
      ),
    )
    expect(new Set(said)).toEqual(
      new Set([
        'must lead to a public host; one in this network has to be named in WEBHOOK_ALLOWED_HOSTS',
      ]),
    )
  })
})

describe('a host that the desk’s people allowed', () => {
  const allowed = (hosts: string, url: string) =>
    checkTarget(url, reach(parseAllowedHosts(hosts) ?? []))

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:9999/'],
    ['127.0.0.1', 'http://0x7f.1/'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080/'],
    ['hooks.internal:443', 'https://hooks.internal/'],
    ['hooks.internal, localhost', 'http://LocalHost:3000/'],
    ['[::1]:8080', 'http://[0::1]:8080/'],
  ])('%s opens %s', async (hosts, url) => {
    expect(await allowed(hosts, url)).toBeNull()
  })

  it.each([
    ['127.0.0.1:8080', 'http://127.0.0.1:8081/'],
    ['127.0.0.1:8080', 'https://127.0.0.1/'],
    ['127.0.0.1', 'http://127.0.0.2/'],
    ['127.0.0.1', 'http://[::ffff:127.0.0.1]/'],
    ['localhost', 'http://a.localhost/'],
    ['internal', 'http://hooks.internal/'],
    ['127.0.0.1', 'http://user@127.0.0.1/'],
    ['127.0.0.1', 'ftp://127.0.0.1/'],
  ])('%s does not open %s', async (hosts, url) => {
    expect(await allowed(hosts, url)).toMatch(/^must /)
  })

  it('opens a name, not every name that leads to the same address', async () => {
    names.set('sly.example.com', ['127.0.0.1'])
    expect(await allowed('127.0.0.1', 'http://sly.example.com/')).toMatch(/^must /)
  })

  it.each(['http://a', 'a/b', 'u@a', 'a:70000', 'a:b', 'a,,b', '::1', '*.internal:x', 'a b'])(
    'is no host: %j',
    (hosts) => {
      expect(parseAllowedHosts(hosts)).toBeNull()
    },
  )
})

const octet = fc.integer({ min: 0, max: 255 })
const insideIpv4 = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127), octet, octet, octet),
  fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
  fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
  fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
)
const radixes = fc.array(fc.constantFrom('dec', 'oct', 'hex', 'HEX'), {
  minLength: 4,
  maxLength: 4,
})

/** The first parts one octet each, the last one what is left of the address, each in a radix of its own. */
function spelled(octets: readonly number[], radix: readonly string[], parts: number): string {
  const rest = octets.slice(parts - 1).reduce((sum, byte) => sum * 256 + byte, 0)
  return [...octets.slice(0, parts - 1), rest].map((part, at) => inRadix(part, radix[at])).join('.')
}

function inRadix(part: number, radix: string | undefined): string {
  if (radix === 'oct') return `0${part.toString(8)}`
  if (radix === 'hex') return `0x${part.toString(16)}`
  return radix === 'HEX' ? `0X000${part.toString(16).toUpperCase()}` : String(part)
}

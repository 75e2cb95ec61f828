import { isIP } from 'node:net'
import { z } from 'zod'
import { parseAllowedHosts } from '../outbound/allowed-hosts.ts'

// Every field takes text and states in its error what it expects, so that the one error of
// `readEnvironment` reads as a sentence. Add `.default(…)` or `.optional()` where it is used.

/** 0 lets the operating system pick. */
export const port = () => wholeNumber({ min: 0, max: 65_535, what: 'a port' })

/** @param max with its own reason where it is used */
export const intUpTo = (max: number) => wholeNumber({ min: 1, max, what: 'a number' })

export const positiveInt = () =>
  wholeNumber({ min: 1, max: Number.MAX_SAFE_INTEGER, what: 'a number' })

/** The database counts them as `integer`. */
const MOST_REQUESTS = 2 ** 31 - 1

/** 0 for no limit. */
export const requestsPerMinute = () => wholeNumber({ min: 0, max: MOST_REQUESTS, what: 'a number' })

export const host = () => text(/^[A-Za-z0-9_.:-]{1,253}$/, 'a host name or an IP address')

/** Free text of at least one character. */
export const anyText = (what: string) => text(/[^]/, what)

/** Visible ASCII, as a header needs it: what `mayBeKey` of `shared/domain/api-key` lets through. */
export const firstApiKey = () =>
  text(/^[!-~]{32,200}$/, '32 to 200 visible characters without spaces')

/** @param protocols without the colon, e.g. `['postgres', 'postgresql']` */
const url = (protocols: readonly string[]) => {
  const error = `a URL that starts with ${protocols.map((name) => `${name}://`).join(' or ')}`
  return z.string({ error }).refine((value) => protocols.includes(protocolOf(value)), { error })
}

export const databaseUrl = () => url(['postgres', 'postgresql'])
export const eventStoreUrl = () => url(['esdb', 'esdb+discover', 'kurrentdb', 'kurrentdb+discover'])
/** What carries appends, reads and subscriptions; `lean` falls back where the URL asks for more. */
export const eventStoreTransport = () =>
  z.enum(['lean', 'official'], { error: 'lean or official' }).default('lean')
export const redisUrl = () => url(['redis', 'rediss'])
export const smtpUrl = () => url(['smtp', 'smtps'])

const address = '[^\\s@<>()[\\],;:"]+@[^\\s@<>()[\\],;:"]+'
const calledAs = '"[^"\\r\\n]*"|[^"<>,;:@\\r\\n]*'

/** Exactly one address: of several, or of none, mail servers would be told something else than readers. */
export const mailSender = () =>
  text(
    new RegExp(`^(${address}|(${calledAs}) *<${address}>)$`),
    'one address, like desk@example.org or Desk <desk@example.org>',
  )

/** As `shared/audit/signing-key.ts` makes it. */
export const signingKey = () =>
  text(/^[0-9a-f]{64}$/i, '64 hexadecimal digits').transform((key) => key.toLowerCase())

/** A root lists its events, and has to stay well below the 1 MiB that the log takes at once. */
const MOST_EVENTS_IN_ROOT = 10_000

/** After how many events of the log a root is due, or so long after the first that none covers. */
export const rootEveryEvents = () => intUpTo(MOST_EVENTS_IN_ROOT)
export const rootEverySeconds = () => positiveInt()

/** Where each root is sent outside of the log. */
export const rootsTo = () => anyText('a path or an http(s) URL')

/**
 * As `shared/outbound/sealed-secrets.ts` makes them, separated by commas: the first seals, all of them open.
 */
export const secretsKeys = () =>
  text(/^[0-9a-f]{64}(,[0-9a-f]{64})*$/i, '64 hexadecimal digits').transform((keys) => {
    const [first = '', ...others] = keys.toLowerCase().split(',')
    return [first, ...others] as const
  })

/** Ed25519 public keys as roots of the log name them. */
export const publicKeys = () =>
  text(/^[A-Za-z0-9_-]{43}(,[A-Za-z0-9_-]{43})*$/, 'public keys, separated by commas').transform(
    (keys) => new Set(keys.split(',')),
  )

/** Separated by commas, e.g. `https://desk.example.com,http://localhost:5173`: what browsers send as `Origin`. */
export const origins = () =>
  listOf(
    isOrigin,
    'origins separated by commas, each like https://desk.example.com and without a path',
  )

/** Hosts of our own network to which webhooks may be sent nevertheless. */
export const allowedHosts = () => {
  const error = 'hosts separated by commas, each like hooks.internal or 127.0.0.1:8080'
  return z.string({ error }).transform((value, context) => {
    const hosts = parseAllowedHosts(value)
    if (hosts === null) context.addIssue(error)
    return hosts ?? []
  })
}

/** Addresses and networks separated by commas, e.g. `10.0.0.7,fd00::/8`. */
export const addresses = () =>
  listOf(
    isAddressOrNetwork,
    'addresses or networks separated by commas, each like 10.0.0.7 or 10.0.0.0/8',
  )

function listOf(isOne: (text: string) => boolean, error: string) {
  return z
    .string({ error })
    .transform((value) => value.split(',').map((one) => one.trim()))
    .refine((list) => list.every(isOne), { error })
}

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return (
    bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  )
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.parse(text)?.origin === text
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export const logLevel = () => z.enum(logLevels, { error: `one of ${logLevels.join(', ')}` })

function wholeNumber(limits: { min: number; max: number; what: string }) {
  const { min, max, what } = limits
  const error =
    max === Number.MAX_SAFE_INTEGER
      ? `${what}: whole, ${min} or more`
      : `${what}: whole, from ${min} to ${max}`
  return z
    .string({ error })
    .refine(
      (value) => /^[0-9]{1,16}$/.test(value) && Number(value) >= min && Number(value) <= max,
      {
        error,
      },
    )
    .transform(Number)
}

function text(pattern: RegExp, error: string) {
  return z.string({ error }).refine((value) => pattern.test(value), { error })
}

// Several hosts of a cluster (`esdb://a:1,b:2`) are valid there but not to `new URL`.
function protocolOf(value: string): string {
  return /^([a-z][a-z0-9+.-]*):\/\/[^\s]+$/i.exec(value)?.[1]?.toLowerCase() ?? ''
}

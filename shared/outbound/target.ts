import { type AllowedHost, hostOf, isAllowed } from './allowed-hosts.ts'
import { isForbidden } from './forbidden-address.ts'
import { type Address, asAddress, lookUpAllowed, resolveName } from './resolve-host.ts'

/** Where requests of the desk may go. */
export type Reach = {
  /** `WEBHOOK_ALLOWED_HOSTS`: reached whatever their addresses are. */
  readonly allowed: readonly AllowedHost[]
  /** Only where a test brings its own: `127.0.0.1:5353`. */
  readonly nameServers?: readonly string[]
}

/** A URL that somebody gave us, as far as its text says; `refused` is why nothing is sent there. */
type Target =
  | { readonly refused: string }
  | { readonly refused: null; readonly url: URL; readonly isAllowed: boolean }

export const notPublic =
  'must lead to a public host; one in this network has to be named in WEBHOOK_ALLOWED_HOSTS'

/**
 * Names that mean something only inside a network: RFC 6761 (localhost), RFC 6762 with its appendix G (local and
 * what is used like it), RFC 8375 (home.arpa), and internal, which ICANN keeps free for that.
 */
const insideName =
  /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)$/

/** `URL` brings every odd notation of an IPv4 address (decimal, octal, short, full-width digits) into the usual one. */
export function readTarget(text: string, { allowed }: Reach): Target {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return { refused: 'must be a URL that starts with http:// or https://' }
  }
  if (url.username !== '' || url.password !== '') {
    return { refused: 'must not carry a user or a password' }
  }
  if (isAllowed(url, allowed)) return { refused: null, url, isAllowed: true }
  return isInside(hostOf(url)) ? { refused: notPublic } : { refused: null, url, isAllowed: false }
}

/** Those that a connection may use: none where the name has none; null where one of them is forbidden. */
export async function addressesOf(
  { url, isAllowed }: Extract<Target, { refused: null }>,
  { nameServers, limitMs }: Pick<Reach, 'nameServers'> & { readonly limitMs: number },
): Promise<readonly Address[] | null> {
  const host = hostOf(url)
  const literal = asAddress(host)
  if (literal.length > 0) return literal // its text was judged before
  if (isAllowed && nameServers === undefined) return lookUpAllowed(host)

  const servers = nameServers && { servers: nameServers }
  const found = await resolveName(host, { limitMs, ...servers })
  return !isAllowed && found.some(({ address }) => isForbidden(address)) ? null : found
}

function isInside(host: string): boolean {
  if (asAddress(host).length > 0) return isForbidden(host)
  return !host.includes('.') || insideName.test(host)
}

import { lookup, Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'

export type Address = { readonly address: string; readonly family: 4 | 6 }

/** Each of two tries at a name server. */
const TRY_MS = 1_000

/**
 * All addresses of a host's name; none where it has none, or nobody answers within the limit. Asks name servers
 * themselves: the system's own look-up takes a thread of a pool of four for as long as it takes, so one name
 * server that hangs would hold up everybody, and it knows names that mean something only in this network.
 * @param servers only where a test brings its own
 */
export async function resolveName(
  name: string,
  { limitMs, servers }: { readonly limitMs: number; readonly servers?: readonly string[] },
): Promise<readonly Address[]> {
  const resolver = new Resolver({ timeout: TRY_MS, tries: 2 })
  if (servers !== undefined) resolver.setServers(servers)
  const limit = setTimeout(() => resolver.cancel(), limitMs)
  try {
    const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
    return [...addresses(four, 4), ...addresses(six, 6)]
  } finally {
    clearTimeout(limit)
  }
}

/** Of a host that the desk's own people allowed: as this machine knows it, with its hosts file. */
export async function lookUpAllowed(host: string): Promise<readonly Address[]> {
  const found = await lookup(host, { all: true }).catch(() => [])
  return found.flatMap(({ address }) => asAddress(address))
}

/** @returns empty for what is no address */
export function asAddress(text: string): readonly Address[] {
  const family = isIP(text)
  return family === 4 || family === 6 ? [{ address: text, family }] : []
}

function addresses(answer: PromiseSettledResult<string[]>, family: 4 | 6): readonly Address[] {
  return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : []
}

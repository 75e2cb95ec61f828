import { BlockList, isIP } from 'node:net'

/**
 * What is not the public internet: a request to it would reach this machine, its network or the cloud's own
 * services. From the IANA registries of special-purpose addresses (RFC 6890 and its updates).
 */
const forbiddenIpv4 = blockList('ipv4', [
  ['0.0.0.0', 8], // this network (RFC 791); most systems take 0.0.0.0 for loopback
  ['10.0.0.0', 8], // private (RFC 1918)
  ['100.64.0.0', 10], // shared between a carrier and its customers (RFC 6598); Alibaba's metadata
  ['127.0.0.0', 8], // loopback (RFC 1122)
  ['169.254.0.0', 16], // link-local (RFC 3927); metadata of most clouds at 169.254.169.254
  ['172.16.0.0', 12], // private (RFC 1918)
  ['192.0.0.0', 24], // protocol assignments (RFC 6890); Oracle's metadata at 192.0.0.192
  ['192.0.2.0', 24], // documentation (RFC 5737)
  ['192.31.196.0', 24], // AS112, answers of name servers (RFC 7535)
  ['192.52.193.0', 24], // multicast tunnels (RFC 7450)
  ['192.88.99.0', 24], // relays of 6to4, given up (RFC 7526)
  ['192.168.0.0', 16], // private (RFC 1918)
  ['192.175.48.0', 24], // AS112 (RFC 7534)
  ['198.18.0.0', 15], // benchmarks (RFC 2544)
  ['198.51.100.0', 24], // documentation (RFC 5737)
  ['203.0.113.0', 24], // documentation (RFC 5737)
  ['224.0.0.0', 4], // multicast (RFC 5771)
  ['240.0.0.0', 4], // reserved (RFC 1112), with the broadcast address (RFC 919)
  ['168.63.129.16', 32], // Azure's host, reached from every machine there (Microsoft's documentation)
])

/**
 * All that is given out for the public internet (RFC 4291 §2.4). Outside lie loopback, link-local, unique-local,
 * multicast, and the forms that carry an IPv4 address: mapped, compatible, NAT64 (RFC 6052, 8215).
 */
const globalIpv6 = blockList('ipv6', [['2000::', 3]])

/** Within it, what is not reached as itself. */
const forbiddenIpv6 = blockList('ipv6', [
  ['2001::', 23], // protocol assignments (RFC 2928): Teredo carries IPv4 (RFC 4380), benchmarks, ORCHID
  ['2001:db8::', 32], // documentation (RFC 3849)
  ['2002::', 16], // 6to4, carries IPv4 (RFC 3056)
  ['2620:4f:8000::', 48], // AS112 (RFC 7534)
  ['3fff::', 20], // documentation (RFC 9637)
])

/**
 * Whether nothing may be sent to this address. What is no address is forbidden, too.
 * @param address as a resolver gives it: no brackets, no zone, no port
 */
export function isForbidden(address: string): boolean {
  if (isIP(address) === 4) return forbiddenIpv4.check(address, 'ipv4')
  if (isIP(address) === 0 || address.includes('%')) return true
  return !globalIpv6.check(address, 'ipv6') || forbiddenIpv6.check(address, 'ipv6')
}

function blockList(
  family: 'ipv4' | 'ipv6',
  subnets: readonly (readonly [network: string, prefix: number])[],
): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family)
  return list
}

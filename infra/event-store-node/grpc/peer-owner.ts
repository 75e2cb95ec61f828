import { readFile } from 'node:fs/promises'
import { endianness } from 'node:os'

/** One end of a connection of IPv4. */
export type End = { readonly address: string; readonly port: number }

/**
 * Of each connection of the machine both ends, its state and the user who opened it: Linux, proc_pid_net(5). The second
 * has those who connect to an address of IPv4 by a socket of IPv6, as .NET and Java do.
 */
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6']
const ESTABLISHED = '01'

/**
 * Who holds the other end of a connection within this machine.
 * @returns `unknown` where the system does not tell, `gone` where they have closed it
 */
export async function ownerOfPeer(ours: End, theirs: End): Promise<number | 'unknown' | 'gone'> {
  const tables = TABLES.map((path) => readFile(path, 'latin1').catch(() => ''))
  return ownerIn((await Promise.all(tables)).join('\n'), ours, theirs)
}

export function ownerIn(table: string, ours: End, theirs: End): number | 'unknown' | 'gone' {
  const rows = table
    .replaceAll(MAPPED, '')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const find = (from: End, to: End) =>
    rows.find(([, local, remote]) => local === written(from) && remote === written(to))
  // A table that lacks our own end tells nothing of the other one.
  if (find(ours, theirs) === undefined) return 'unknown'
  const [, , , state, , , , uid] = find(theirs, ours) ?? []
  // What is closed is root's in this table, whoever opened it.
  return state === ESTABLISHED && uid !== undefined ? Number(uid) : 'gone'
}

/** Before an address of IPv4 where IPv6 is spoken: `::ffff:0:0/96`, in words of 32 bits. */
const MAPPED = `0000000000000000${endianness() === 'LE' ? 'FFFF0000' : '0000FFFF'}`

function written({ address, port }: End): string {
  const bytes = address.split('.').map(Number)
  const inOrder = endianness() === 'LE' ? bytes.reverse() : bytes
  const hex = (value: number, digits: number) =>
    value.toString(16).toUpperCase().padStart(digits, '0')
  return `${inOrder.map((byte) => hex(byte, 2)).join('')}:${hex(port, 4)}`
}

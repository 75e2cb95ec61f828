import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'
import { isIPv4 } from 'node:net'

/** A name server of a test's own, over UDP. What it is not told of does not exist. */
export type TestNameServer = AsyncDisposable & {
  /** As `Resolver.setServers` takes it. */
  readonly address: string
  /** Names that were asked for, in order, with the type of record. */
  readonly asked: readonly string[]
  /** What a name leads to from now on; `silence` leaves every question open. */
  readonly set: (name: string, addresses: readonly string[] | 'silence') => void
}

const TYPE_A = 1
const TYPE_AAAA = 28
const HEADER_BYTES = 12

export async function startNameServer(): Promise<TestNameServer> {
  const names = new Map<string, readonly string[] | 'silence'>()
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (question: Buffer, from: RemoteInfo) => {
    const { name, type, end } = readQuestion(question)
    asked.push(`${name} ${type === TYPE_A ? 'A' : 'AAAA'}`)
    const known = names.get(name)
    if (known === 'silence') return
    const answer = writeAnswer(question.subarray(0, end), type, known)
    socket.send(answer, from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')

  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    set: (name, addresses) => void names.set(name, addresses),
    [Symbol.asyncDispose]: async () => {
      socket.close()
      await once(socket, 'close')
    },
  }
}

function readQuestion(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = HEADER_BYTES
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 }
}

/** RFC 1035 §4.1: header, the question again, and a record for each address of the type asked for. */
function writeAnswer(
  question: Buffer,
  type: number,
  addresses: readonly string[] | undefined,
): Buffer {
  const fitting = (addresses ?? []).filter((address) => isIPv4(address) === (type === TYPE_A))
  const header = Buffer.from(question.subarray(0, HEADER_BYTES))
  header.writeUInt16BE(addresses === undefined ? 0x8183 : 0x8180, 2) // an answer; 3: no such name
  header.writeUInt16BE(fitting.length, 6)
  header.writeUInt32BE(0, 8)
  return Buffer.concat([header, question.subarray(HEADER_BYTES), ...fitting.map(record)])
}

/** Its name is that of the question (a pointer to byte 12), and nobody may keep it. */
function record(address: string): Buffer {
  const data = isIPv4(address)
    ? Buffer.from(address.split('.').map(Number))
    : Buffer.from(expanded(address), 'hex')
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(data.length === 4 ? TYPE_A : TYPE_AAAA, 2)
  head.writeUInt16BE(1, 4) // internet
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

function expanded(ipv6: string): string {
  const [before = '', after = ''] = ipv6.split('::')
  const groups = (text: string) => text.split(':').filter((group) => group !== '')
  const [left, right] = [groups(before), groups(after)]
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0')
  return [...left, ...zeros, ...right].map((group) => group.padStart(4, '0')).join('')
}

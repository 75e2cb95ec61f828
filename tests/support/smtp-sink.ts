import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

/** A mail server that takes everything and keeps the Message-IDs, one for every mail that it took. */
export type SmtpSink = AsyncDisposable & {
  readonly url: string
  readonly messageIds: readonly string[]
}

export async function startSmtpSink(): Promise<SmtpSink> {
  const messageIds: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket)).on('error', () => undefined)
    converse(socket, messageIds).catch(() => undefined) // the sender was killed in the middle
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('Not listening on TCP')

  return {
    url: `smtp://127.0.0.1:${address.port}`,
    messageIds,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A mail counts when its last line has arrived: before that the sender knows that it was not taken. */
async function converse(socket: Socket, messageIds: string[]): Promise<void> {
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  socket.write('220 sink\r\n')
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    const isData = /^DATA/i.test(line.value)
    socket.write(isData ? '354 go on\r\n' : '250 ok\r\n')
    if (/^QUIT/i.test(line.value)) socket.end()
    if (!isData) continue
    const id = await readMail(lines)
    if (id === null) return // cut off in the middle
    messageIds.push(id)
    socket.write('250 taken\r\n')
  }
}

async function readMail(lines: AsyncIterator<string>): Promise<string | null> {
  let id = 'none'
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    if (line.value === '.') return id
    id = /^Message-ID: <(.+)@/i.exec(line.value)?.[1] ?? id
  }
  return null
}

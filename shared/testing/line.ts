import { once } from 'node:events'
import { createServer, connect as dial, type Socket } from 'node:net'

/** A line to a server that a test can cut: to who uses its URL the server is gone then, and refuses. */
export type Line = AsyncDisposable & {
  readonly url: string
  readonly cut: () => Promise<void>
  readonly mend: () => Promise<void>
  /** Takes everything and says nothing, as a server does that is stopped; until it is cut and mended. */
  readonly hush: () => void
}

/** @param url of the server, with host and port */
export async function layLine(url: string): Promise<Line> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let isHushed = false
  const server = createServer((caller) => {
    if (isHushed) return void sockets.add(caller.on('error', () => undefined))
    const callee = dial(Number(target.port), target.hostname)
    join(sockets, caller, callee)
    join(sockets, callee, caller)
  })

  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  const cut = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    isHushed = false
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }

  await listen(0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP port')
  const own = new URL(url)
  own.hostname = '127.0.0.1'
  own.port = String(address.port)
  return {
    url: own.href,
    cut,
    mend: () => listen(address.port),
    hush: () => {
      isHushed = true
      for (const socket of sockets) socket.unpipe().pause()
    },
    [Symbol.asyncDispose]: cut,
  }
}

function join(sockets: Set<Socket>, from: Socket, to: Socket): void {
  sockets.add(from)
  from.pipe(to)
  from.on('error', () => to.destroy())
  from.on('close', () => {
    sockets.delete(from)
    to.destroy()
  })
}

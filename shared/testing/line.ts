import { once } from 'node:events'
import { createServer, connect as dial, type Socket } from 'node:net'
import { listen } from './listen.ts'

/** A way to a server that can break, go quiet without breaking, or be gone, as a network's can. */
export type Line = AsyncDisposable & {
  /** The server's, by this way. */
  readonly url: string
  /** How many connections there have been. */
  readonly accepted: () => number
  /** Breaks the connections that exist; new ones are as before. */
  readonly drop: () => void
  /** From now on nothing passes on the connections that exist; new ones are as before. */
  readonly silence: () => void
  /** Takes everything and says nothing, as a server does that is stopped; until it is cut and mended. */
  readonly hush: () => void
  /** Breaks all connections, and refuses new ones until it is mended. */
  readonly cut: () => Promise<void>
  readonly mend: () => Promise<void>
}

/** @param url of the server, with host and port */
export async function layLine(url: string): Promise<Line> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let accepted = 0
  let isHushed = false
  const server = createServer((caller) => {
    accepted += 1
    if (isHushed) return void sockets.add(caller.on('error', () => undefined))
    const callee = dial(Number(target.port), target.hostname)
    join(sockets, caller, callee)
    join(sockets, callee, caller)
  })

  const drop = () => {
    for (const socket of sockets) socket.destroy()
  }
  const silence = () => {
    for (const socket of sockets) socket.unpipe().pause()
  }
  const cut = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    isHushed = false
    server.close()
    drop()
    await closed
  }

  const port = await listen(server)
  const own = new URL(url)
  own.hostname = '127.0.0.1'
  own.port = String(port)
  return {
    url: own.href,
    accepted: () => accepted,
    drop,
    silence,
    hush: () => {
      isHushed = true
      silence()
    },
    cut,
    mend: async () => void (await listen(server, port)),
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

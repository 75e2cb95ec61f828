import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server that can go quiet without breaking, as a lost network path does. */
export type Proxy = AsyncDisposable & {
  readonly port: number
  /** From now on nothing passes on the connections that exist; new ones are as before. */
  readonly silence: () => void
  /** Breaks the connections that exist; new ones are as before. */
  readonly cut: () => void
  /** How many connections there have been. */
  readonly accepted: () => number
}

export async function startProxy(targetPort: number): Promise<Proxy> {
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    return socket
  }
  let accepted = 0
  const server = createServer((client) => {
    accepted += 1
    const upstream = keep(connect(targetPort, '127.0.0.1'))
    keep(client).pipe(upstream).pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: parseAddress(server.address()).port,
    silence: () => {
      for (const socket of sockets) socket.unpipe().pause()
    },
    cut,
    accepted: () => accepted,
    [Symbol.asyncDispose]: async () => {
      server.close()
      cut()
      await once(server, 'close')
    },
  }
}

function parseAddress(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('Not listening on TCP')
  return address
}

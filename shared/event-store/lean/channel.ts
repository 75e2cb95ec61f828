import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2'

/** One HTTP/2 connection to a node. It connects by itself, and never again once it is lost. */
export type Channel = {
  /** A POST to one of the node's stream methods. @throws where the connection is gone already */
  readonly open: (method: 'BatchAppend' | 'Read') => ClientHttp2Stream
  readonly close: () => Promise<void>
}

/** What may be on its way before the reader has to say that it goes on: some thousand events. */
const WINDOW_BYTES = 4 * 1024 * 1024

/** As the official client does: a connection that says nothing for two of these is given up. */
const PING_EVERY_MS = 10_000

const headers = {
  ':method': 'POST',
  'content-type': 'application/grpc',
  te: 'trailers',
  'requires-leader': 'true',
} as const

/** @param address `http://host:port` */
export function openChannel(address: string, onLost: () => void): Channel {
  const session = connect(address, { settings: { initialWindowSize: WINDOW_BYTES } })
  session.on('error', () => undefined) // every call hears of it by itself
  session.on('connect', () => {
    // Told a moment later, when whoever waited may have given it up already.
    if (!session.destroyed) session.setLocalWindowSize(WINDOW_BYTES)
  })
  session.on('close', onLost)
  const pinging = keepPinging(session)

  return {
    open: (method) => {
      return session.request({
        ...headers,
        ':path': `/event_store.client.streams.Streams/${method}`,
      })
    },
    close: async () => {
      clearInterval(pinging)
      session.destroy()
    },
  }
}

function keepPinging(session: ClientHttp2Session): NodeJS.Timeout {
  let isWaiting = false
  const timer = setInterval(() => {
    if (session.destroyed) return clearInterval(timer)
    if (isWaiting) return session.destroy(new Error(`no answer to a ping for ${PING_EVERY_MS} ms`))
    if (session.connecting) return
    isWaiting = true
    session.ping(() => {
      isWaiting = false
    })
  }, PING_EVERY_MS)
  return timer.unref()
}

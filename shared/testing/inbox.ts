import { once } from 'node:events'
import type { Server, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

type Received = {
  readonly from: string
  readonly to: readonly string[]
  /** Headers and body, as they came. */
  readonly text: string
  /** The part of the Message-ID before the `@`. */
  readonly messageId: string
  /** When the server took it, before it said so. */
  readonly atMs: number
}

/** A mail server of a test's own. */
export type Inbox = AsyncDisposable & {
  readonly url: string
  readonly received: readonly Received[]
  /** From now on every recipient gets this code, or the end of the connection; `null` takes everything. */
  readonly refuse: (how: number | 'hang up' | null) => void
  /** From now on what comes is taken and not answered, until the result is called. */
  readonly hold: () => () => void
  /** How many connections there are. */
  readonly open: () => number
  /** How many were made. */
  readonly connections: () => number
  /** Hangs up on everybody, as a server does that is started anew. */
  readonly hangUp: () => void
}

export async function openInbox(): Promise<Inbox> {
  const received: Received[] = []
  let refusal: number | 'hang up' | null = null
  let held = Promise.resolve()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => {
      if (refusal === null) return done()
      if (refusal === 'hang up') return sockets.hangUp()
      done(Object.assign(new Error('No'), { responseCode: refusal }))
    },
    onData: (stream, { envelope }, done) => {
      const { mailFrom, rcptTo } = envelope
      const from = mailFrom === false ? '' : mailFrom.address
      const to = rcptTo.map(({ address }) => address)
      const keep = async () => {
        const content = await text(stream).catch(() => null) // null: the sender was killed in the middle
        if (content === null) return
        const messageId = /^Message-ID: <([^@>]*)@/im.exec(content)?.[1] ?? ''
        received.push({ from, to, text: content, messageId, atMs: Date.now() })
        await held
        done()
      }
      void keep()
    },
  })
  server.on('error', () => undefined) // a sender that was killed hangs up in the middle
  const sockets = countSockets(server.server)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP port')

  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    refuse: (how) => {
      refusal = how
    },
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      held = promise
      return resolve
    },
    ...sockets,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function countSockets(server: Server): Pick<Inbox, 'connections' | 'open' | 'hangUp'> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket) => {
    connections += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return {
    connections: () => connections,
    open: () => sockets.size,
    hangUp: () => {
      for (const socket of sockets) socket.destroy()
    },
  }
}

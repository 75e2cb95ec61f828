import { once } from 'node:events'
import type { Server as HttpServer } from 'node:http'
import { createServer as createHttp2Server, type ServerHttp2Session } from 'node:http2'
import { createServer as createNetServer, type Server as NetServer, type Socket } from 'node:net'
import { getuid } from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { GrpcCall } from './call.ts'
import type { GrpcMethods } from './method.ts'
import { ownerOfPeer } from './peer-owner.ts'
import { serveCall } from './serve-call.ts'
import { GrpcError, STATUS } from './status.ts'

/** Room for uploads: with HTTP/2's 64 KiB a batch of 500 events would wait for the other side twice. */
const STREAM_WINDOW_BYTES = 4 * 1024 * 1024
const SESSION_WINDOW_BYTES = 8 * 1024 * 1024

/** Each slow reader holds a page in memory; Node's default of 10 MB would turn new calls away at 150 of them. */
const MAX_SESSION_MB = 1024

/** A client that leaves a read in the middle resets its stream. Node suspects an attack after a thousand. */
const RESET_BURST = 100_000
const RESET_RATE = 10_000

/** As the real node: a connection that does not answer a ping until the next one is due is dead. */
const PING_EVERY_MS = 10_000

/** How long clients have to take the last answers before their connections are cut. */
const FAREWELL_MS = 1000

/** HTTP/2 starts with the line `PRI * HTTP/2.0`; no HTTP/1 method begins so. */
const HTTP2_PREFACE_START = 0x50
const HTTP2_PREFACE_SECOND = 0x52

type Options = {
  readonly host: string
  readonly port: number
  readonly methods: GrpcMethods
  /** What HTTP/1 requests on the same port get. */
  readonly http: HttpServer
  readonly logger: Logger
}

export type GrpcServer = AsyncDisposable & { readonly port: number }

/**
 * Listens for gRPC (HTTP/2 without TLS, by prior knowledge) and HTTP/1 on one port.
 * Disposing answers UNAVAILABLE to open calls, and cuts what is still connected after a second.
 */
export async function listen(options: Options): Promise<GrpcServer> {
  const calls = new Set<GrpcCall>()
  const sessions = new Set<ServerHttp2Session>()
  const sockets = new Set<Socket>()
  const http2 = grpcSide(options, { calls, sessions })

  const server = createNetServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', (error) => options.logger.debug({ err: error }, 'connection broke off'))
    socket.setNoDelay(true)
    void admit(socket, options).then((isAdmitted) => {
      if (isAdmitted) handOver(socket, { http2, http: options.http })
      else socket.destroy()
    })
  })
  server.listen(options.port, options.host)
  await once(server, 'listening')

  return {
    port: portOf(server),
    [Symbol.asyncDispose]: () => close(server, { calls, sessions, sockets }),
  }
}

function grpcSide(
  options: Options,
  open: { calls: Set<GrpcCall>; sessions: Set<ServerHttp2Session> },
): NetServer {
  const server = createHttp2Server({
    settings: { initialWindowSize: STREAM_WINDOW_BYTES },
    maxSessionMemory: MAX_SESSION_MB,
    streamResetBurst: RESET_BURST,
    streamResetRate: RESET_RATE,
  })
  server.on('session', (session) => {
    open.sessions.add(session)
    session.setLocalWindowSize(SESSION_WINDOW_BYTES)
    keepAlive(session)
    session.once('close', () => open.sessions.delete(session))
    session.on('error', (error) => options.logger.debug({ err: error }, 'session broke off'))
  })
  server.on('stream', (stream, headers) => {
    const call = serveCall(stream, headers, options)
    if (call === null || call.isOver) return
    open.calls.add(call)
    call.signal.addEventListener('abort', () => open.calls.delete(call), { once: true })
  })
  return server
}

function keepAlive(session: ServerHttp2Session): void {
  let isAnswered = true
  const timer = setInterval(() => {
    if (session.destroyed) return // not closed yet, and a ping would throw
    if (!isAnswered) return session.destroy()
    isAnswered = false
    session.ping(() => {
      isAnswered = true
    })
  }, PING_EVERY_MS)
  timer.unref()
  session.once('close', () => clearInterval(timer))
}

const LOOPBACK = '127.0.0.1'
const ROOT = 0

/**
 * Who can append is an admin of the desk, and the official client names no user where there is no TLS. So a node for
 * this machine alone asks the system instead: its own user and root are let in.
 */
async function admit(socket: Socket, { host, logger }: Options): Promise<boolean> {
  if (host !== LOOPBACK) return true
  const { localAddress, localPort, remoteAddress, remotePort } = socket
  const end = (address = '', port = 0) => ({ address, port })
  // As they are: whoever connects chooses an address of 127.0.0.0/8, or any other of this machine.
  const uid = await ownerOfPeer(end(localAddress, localPort), end(remoteAddress, remotePort))
  if (uid === 'unknown' || uid === ROOT || uid === getuid?.()) return true
  if (uid !== 'gone') logger.warn({ uid }, 'refused a connection of another user of this machine')
  return false
}

function handOver(socket: Socket, to: { http2: NetServer; http: NetServer }): void {
  socket.once('readable', () => {
    const start: unknown = socket.read()
    if (!Buffer.isBuffer(start)) return socket.destroy()

    socket.unshift(start)
    const isHttp2 =
      start[0] === HTTP2_PREFACE_START &&
      (start[1] ?? HTTP2_PREFACE_SECOND) === HTTP2_PREFACE_SECOND
    const side = isHttp2 ? to.http2 : to.http
    side.emit('connection', socket)
  })
}

async function close(
  server: NetServer,
  open: { calls: Set<GrpcCall>; sessions: Set<ServerHttp2Session>; sockets: Set<Socket> },
): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  for (const call of open.calls) {
    call.fail(new GrpcError(STATUS.unavailable, 'Server is shutting down'))
  }
  for (const session of open.sessions) session.close()

  const cut = new AbortController()
  const cutting = delay(FAREWELL_MS, undefined, { signal: cut.signal }).then(
    () => {
      for (const socket of open.sockets) socket.destroy()
    },
    () => {},
  )
  await closed
  cut.abort()
  await cutting
}

function portOf(server: NetServer): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}

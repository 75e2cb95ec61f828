import { once } from 'node:events'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Metrics } from './metrics.ts'

export type Readiness = { readonly ready: boolean; readonly [detail: string]: unknown }

type OperationsOptions = {
  readonly host: string
  /** 0 picks a free one, told by `port` of the result. */
  readonly port: number
  readonly metrics: Metrics
  /** What is answered at `/health/ready`: 200 when `ready`, else 503; a throw is "not ready". */
  readonly checkReadiness: () => Readiness | Promise<Readiness>
}

type OperationsServer = AsyncDisposable & { readonly port: number }

/** `/metrics`, `/health/live` and `/health/ready` for a service that has no HTTP API of its own. */
export async function serveOperations(options: OperationsOptions): Promise<OperationsServer> {
  const server = createServer(answer(options))
  server.listen(options.port, options.host)
  await once(server, 'listening')

  return {
    port: parseAddress(server.address()).port,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function answer(options: OperationsOptions): RequestListener {
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0]
    const isRead = request.method === 'GET' || request.method === 'HEAD'

    if (isRead && path === '/health/live') return sendJson(response, 200, { live: true })
    if (isRead && path === '/health/ready') return void sendReadiness(response, options)
    if (isRead && path === '/metrics') return void sendMetrics(response, options.metrics)
    sendJson(response, 404, { message: 'Not found' })
  }
}

async function sendReadiness(response: ServerResponse, options: OperationsOptions): Promise<void> {
  try {
    const readiness = await options.checkReadiness()
    sendJson(response, readiness.ready ? 200 : 503, readiness)
  } catch {
    // The error belongs to the checker's log: it may name an address or a password.
    sendJson(response, 503, { ready: false })
  }
}

async function sendMetrics(response: ServerResponse, metrics: Metrics): Promise<void> {
  try {
    const text = await metrics.text()
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text)
  } catch {
    sendJson(response, 500, { message: 'Metrics could not be collected' })
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body, (_name, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(text)
}

function parseAddress(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('Not listening on TCP')
  return address
}

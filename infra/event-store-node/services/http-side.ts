import { createServer, type Server } from 'node:http'
import { SERVER_VERSION } from './server-features.ts'

type Answer = { readonly status: number; readonly body?: unknown }

const ANSWERS: ReadonlyMap<string, Answer> = new Map([
  ['GET /ping', { status: 200, body: { msgTypeId: 0, text: 'Ping request successfully handled' } }],
  ['GET /health/live', { status: 204 }],
  ['GET /info', { status: 200, body: { esVersion: SERVER_VERSION, state: 'leader' } }],
])

const NOT_FOUND: Answer = { status: 404 }

/** The little that clients and container health checks ask for over HTTP/1. */
export function createHttpSide(): Server {
  return createServer((request, response) => {
    request.resume()
    const { status, body } = ANSWERS.get(`${request.method} ${request.url}`) ?? NOT_FOUND
    const text = body === undefined ? '' : JSON.stringify(body)
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
    response.end(text)
  })
}

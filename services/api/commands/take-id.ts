import type { FastifyRequest } from 'fastify'
import type { Desk } from '#api/desk.ts'

/**
 * The id for what the route `creates`: on a repeated request the one given out the first time.
 * @throws Unavailable while the sequences are not set past the log yet
 */
export async function takeId(desk: Desk, request: FastifyRequest): Promise<number> {
  const { creates } = request.routeOptions.config
  if (!creates) throw new TypeError(`The route ${request.routeOptions.url} declares no \`creates\``)
  return request.command.givenId ?? desk.ids.next(creates)
}

import type { FastifyReply, FastifyRequest } from 'fastify'

/** The tag that a write's `If-Match` may name: the revision of the resource's stream. */
export function tagWith(reply: FastifyReply, revision: number): void {
  reply.header('etag', `"${revision}"`)
}

/** Whether `If-None-Match` names the revision, so that 304 says it all. */
export function isKnownToClient(request: FastifyRequest, revision: number): boolean {
  const header = request.headers['if-none-match']
  if (header === undefined) return false
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes('*') || tags.includes(`"${revision}"`)
}

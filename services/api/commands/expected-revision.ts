import type { FastifyRequest } from 'fastify'

/**
 * A tag as `routes/entity-tag.ts` makes it, or a revision alone. Weak ones count, too: proxies that
 * compress make tags weak, and the revision in them is what it was.
 */
const entityTag = /^(?:W\/)?"([0-9]{1,15})(?:-[\w-]{1,64})?"$/

/** @returns the revisions that `If-Match` allows; `null` for all, without the header or with `*` */
export function expectedRevisions(request: FastifyRequest): readonly number[] | null {
  const header = request.headers['if-match']
  if (header === undefined || header.trim() === '*') return null

  // A tag that we never gave out names no state of this resource.
  return header.split(',').flatMap((tag) => {
    const revision = entityTag.exec(tag.trim())?.[1]
    return revision === undefined ? [] : [Number(revision)]
  })
}

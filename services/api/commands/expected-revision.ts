import { Refused } from '@deskhive/shared/kernel/refused.ts'
import type { FastifyRequest } from 'fastify'

const entityTag = /^(?:W\/)?"([0-9]{1,15})"$/

/** @returns the revision that `If-Match` asks for; `null` without the header or for `*` */
export function expectedRevision(request: FastifyRequest): number | null {
  const header = request.headers['if-match']
  if (header === undefined || header.trim() === '*') return null

  const revision = entityTag.exec(header.trim())?.[1]
  // A tag that we never gave out names no state of this resource.
  if (revision === undefined) {
    throw new Refused('PRECONDITION_FAILED', 'If-Match does not name the current version')
  }
  return Number(revision)
}

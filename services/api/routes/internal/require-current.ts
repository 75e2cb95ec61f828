import { Refused } from '@deskhive/shared/kernel/refused.ts'
import type { FastifyRequest } from 'fastify'
import type { ResourceAggregate } from '#api/commands/aggregates.ts'
import { expectedRevisions } from '#api/commands/expected-revision.ts'
import type { Desk } from '#api/desk.ts'

type Thing = { readonly aggregate: ResourceAggregate; readonly id: number }

/**
 * For a request of several commands: refused before the first of them where the last would be.
 * The log still has the last word. A request that is repeated may have done all of it already.
 */
export async function requireCurrent(
  desk: Desk,
  request: FastifyRequest,
  { aggregate, id }: Thing,
): Promise<void> {
  if (request.command.isRecorded) return
  const found = await desk.aggregates.load(aggregate, id)
  if (found === null || found.state.is_deleted) throw new Refused('NOT_FOUND', 'Not found')

  const expected = expectedRevisions(request)
  if (expected === null || expected.includes(found.revision)) return
  throw new Refused('PRECONDITION_FAILED', 'This was changed meanwhile')
}

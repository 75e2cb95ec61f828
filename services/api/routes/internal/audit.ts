import { checkLog, type LogCheck } from '@deskhive/shared/audit/check-log.ts'
import { checkStream } from '@deskhive/shared/audit/check-stream.ts'
import { readSentRoots, UnreadableRoots } from '@deskhive/shared/audit/send-roots.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import { streamName } from '@deskhive/shared/kernel/event.ts'
import { invalid, Refused } from '@deskhive/shared/kernel/refused.ts'
import { servingGroup } from '@deskhive/shared/projection/generations/generation.ts'
import { readCheckpoint } from '@deskhive/shared/projection/lease.ts'
import { z } from 'zod'
import type { Desk } from '#api/desk.ts'
import { resourceNamed } from '#api/feed/feed-event.ts'
import { HttpError } from '#api/plugins/http-error.ts'
import type { App } from '#api/route.ts'
import { filter, idFilter } from '#api/routes/parameters.ts'

/** About 20,000 events a second: enough for fifteen million. Past that `npm run verify-log` is the tool. */
const LONGEST_CHECK_MS = 900_000

/**
 * `/audit/verify`: of one thing, or of the whole log. The latter reads all of it, which takes a while and
 * half a processor; so one at a time is under way, and whoever asks meanwhile shares the one after it.
 */
export function auditRoutes(app: App, desk: Desk): void {
  const checkAll = oneAtATime(() => checkWhole(desk))
  app.get(
    '/internal/audit/verify',
    {
      config: {
        group: 'internal',
        scope: 'audit:verify',
        longestAnswerMs: LONGEST_CHECK_MS,
      },
      schema: {
        querystring: z.object({ resource: filter(z.enum(names)), id: idFilter() }),
      },
    },
    async ({ query: { resource, id } }) => {
      if (resource === undefined && id === undefined) return { data: await checkAll() }
      if (resource === undefined)
        throw invalid({ resource: ['The resource field is needed with an id.'] })
      if (id === undefined) throw invalid({ id: ['The id field is needed with a resource.'] })
      return { data: await checkOne(desk, streamName(resourceNamed(resource), id)) }
    },
  )
}

/** As in URLs (`tickets`), or as in the names of streams (`ticket`). */
const names = [
  'tickets',
  'settings',
  'categoryTree',
  'auditRoot',
  'ticket',
  ...resources.map(({ path }) => path),
  ...resources.map(({ name }) => name),
]

async function checkOne(desk: Desk, stream: string): Promise<LogCheck> {
  const check = await checkStream({ store: desk.log, keys: desk.audit.keys, stream })
  if (check === null) throw new Refused('NOT_FOUND', `${stream} does not exist`)
  return check
}

async function checkWhole(desk: Desk): Promise<LogCheck> {
  const { keys, rootsTo } = desk.audit
  const seenPosition = await readCheckpoint(desk.database.pool, servingGroup)
  const outside = rootsTo === null ? null : await readOutside(desk, rootsTo)
  return checkLog({
    store: desk.log,
    keys,
    ...(outside && { outside }),
    ...(seenPosition !== null && { seenPosition }),
  })
}

/** Somebody has to look after the file, or whoever keeps it. */
const RETRY_AFTER_SECONDS = '60'

const unreadable = () =>
  new HttpError(503, 'The roots that were sent outside cannot be read', {
    'retry-after': RETRY_AFTER_SECONDS,
  })

async function readOutside({ logger }: Desk, rootsTo: string) {
  try {
    return await readSentRoots(rootsTo)
  } catch (error) {
    if (!(error instanceof UnreadableRoots)) throw error
    logger.error({ err: error }, 'the log is not verified')
    throw unreadable()
  }
}

/** @returns a function that begins after all that was asked for before, so its answer is of that time or later */
function oneAtATime<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve()
  let next: Promise<T> | null = null
  const afterwards = async (before: Promise<unknown>): Promise<T> => {
    await before.catch(() => undefined) // whoever asked for that one is told
    next = null
    return run()
  }
  return () => {
    if (next !== null) return next
    next = afterwards(running)
    running = next
    return next
  }
}

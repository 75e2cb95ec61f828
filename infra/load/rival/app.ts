import { hashApiKey, mayBeKey } from '@deskhive/shared/domain/api-key/key-format.ts'
import { holdsScope } from '@deskhive/shared/domain/api-key/scopes.ts'
import { createTicketFields } from '@deskhive/shared/domain/ticket/commands.ts'
import { type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import pg from 'pg'
import { z } from 'zod'
import { insertTicket } from './create-ticket.ts'
import { readAudits, readTicketAsOf } from './read-audits.ts'

/**
 * What a team would build that keeps no events: one Fastify process, one table, a trigger for the audit.
 * It does what the client of `POST /internal/tickets` sees, with the same checks: the key by its hash from
 * a cache, the scope, the same zod schema, the references by foreign keys; and tells a ticket's past from
 * its audit table.
 */
export function buildRival(pool: pg.Pool) {
  const app = fastify({ bodyLimit: 1_048_576 })
  const keys = cacheKeys(pool)
  const createTicket = z.object(createTicketFields)

  app.post('/api/v1/internal/tickets', async (request, reply) => {
    if (!(await may(keys, 'tickets:create', request, reply))) return reply
    const parsed = createTicket.safeParse(request.body)
    if (!parsed.success) return reply.code(422).send(refusal(parsed.error.issues))
    try {
      return reply.code(201).send({ data: await insertTicket(pool, parsed.data) })
    } catch (error) {
      if (!isUnknownReference(error)) throw error
      return reply.code(422).send({ message: 'does not exist', errors: {} })
    }
  })
  app.get('/api/v1/internal/tickets/:id/history', async (request, reply) => {
    if (!(await may(keys, 'tickets:read', request, reply))) return reply
    const { id } = ticketParams.parse(request.params)
    return { data: await readAudits(pool, id, pageQuery.parse(request.query)) }
  })
  app.get('/api/v1/internal/tickets/:id', async (request, reply) => {
    if (!(await may(keys, 'tickets:read', request, reply))) return reply
    const { id } = ticketParams.parse(request.params)
    return { data: await readTicketAsOf(pool, id, momentQuery.parse(request.query).as_of) }
  })
  app.get('/health-check', () => ({ message: 'Health check successful' }))
  return app
}

const ticketParams = z.object({ id: z.coerce.number() })
const pageQuery = z.object({ page: z.coerce.number().default(1), per_page: z.coerce.number() })
const momentQuery = z.object({ as_of: z.iso.datetime() })

type Key = { readonly special: boolean; readonly scopes: readonly string[] }

async function may(
  keys: (hash: string) => Promise<Key | null>,
  scope: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  const sent = request.headers['x-api-key']
  if (sent === undefined) return refuse(reply, 400, 'Missing header: X-API-KEY')
  const key = mayBeKey(String(sent)) ? await keys(hashApiKey(String(sent))) : null
  if (key === null) return refuse(reply, 401, 'Invalid API key')
  return holdsScope(key, scope) || refuse(reply, 403, 'Forbidden scope')
}

function refuse(reply: FastifyReply, status: number, message: string): false {
  void reply.code(status).send({ message })
  return false
}

/** A key that was revoked is refused within this time, as in the system that is compared. */
const KEY_TTL_MS = 1_000

function cacheKeys(pool: pg.Pool): (hash: string) => Promise<Key | null> {
  const known = new Map<string, { key: Key | null; until: number }>()
  return async (hash) => {
    const cached = known.get(hash)
    if (cached && cached.until > Date.now()) return cached.key
    const { rows } = await pool.query<Key>({
      name: 'find-key',
      text: 'select special, scopes from api_keys where key_hash = $1 and not is_revoked',
      values: [hash],
    })
    const key = rows[0] ?? null
    known.set(hash, { key, until: Date.now() + KEY_TTL_MS })
    return key
  }
}

function refusal(issues: readonly z.core.$ZodIssue[]) {
  const errors: Record<string, string[]> = {}
  for (const { path, message } of issues) (errors[path.join('.')] ??= []).push(message)
  return { message: issues[0]?.message, errors }
}

const isUnknownReference = (error: unknown) =>
  error instanceof pg.DatabaseError && error.code === '23503'

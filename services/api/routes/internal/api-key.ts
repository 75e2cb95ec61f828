import { apiKey } from '@deskhive/shared/domain/api-key/api-key.ts'
import {
  hashApiKey,
  keySecretBytes,
  makeApiKey,
  prefixOf,
} from '@deskhive/shared/domain/api-key/key-format.ts'
import {
  changeResource,
  createResource,
  deleteResource,
} from '@deskhive/shared/domain/resource/decide-resource.ts'
import { type FieldErrors, Refused, refuseWrong } from '@deskhive/shared/kernel/refused.ts'
import { pageMeta } from '@deskhive/shared/read-model/pagination.ts'
import { findLastUses } from '@deskhive/shared/read-model/queries/api-keys.ts'
import {
  findResourceEver,
  listResources,
  type ResourceRow,
} from '@deskhive/shared/read-model/queries/resources.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { aggregateOf } from '#api/commands/aggregates.ts'
import { execute } from '#api/commands/execute.ts'
import { findLiving } from '#api/commands/living.ts'
import { rightFields } from '#api/commands/sent-fields.ts'
import { takeId } from '#api/commands/take-id.ts'
import type { Desk } from '#api/desk.ts'
import { presentResource, type Resource, resourceOfRow } from '#api/present/resource.ts'
import { presentTime } from '#api/present/time.ts'
import type { App } from '#api/route.ts'
import { tagWith } from '#api/routes/entity-tag.ts'
import { changeErrors, grantErrors, grantOf, patchOf } from '#api/routes/internal/api-key-grants.ts'
import { changeSchema, createSchema, parseBody } from '#api/routes/internal/crud-schemas.ts'
import { idOf, idParams, pageFields, pageOf } from '#api/routes/parameters.ts'

const path = '/internal/api-keys'
const onePath = '/internal/api-keys/:id'

const accessTo = (action: string) => ({ group: 'internal', scope: `api-keys:${action}` }) as const
const references = { agent_id: 'agent' }

/** The raw key is in the answer to its creation and nowhere else; a revoked key stays to be seen. */
export function apiKeyRoutes(app: App, desk: Desk): void {
  addReads(app, desk)
  addCreate(app, desk)
  addUpdate(app, desk)
  addRevoke(app, desk)
}

function addReads(app: App, desk: Desk): void {
  const db = desk.database.readModel

  app.get(
    path,
    { config: accessTo('list'), schema: { querystring: z.object(pageFields) } },
    async ({ query }) => {
      const page = pageOf(query)
      const question = { definition: apiKey, filters: [], page, withDeleted: true }
      const { rows, total } = await listResources(db, question)
      return { data: await presentRows(desk, rows), meta: pageMeta(page, total) }
    },
  )

  app.get(
    onePath,
    { config: accessTo('read'), schema: { params: idParams } },
    async ({ params }, reply) => {
      const row = await findResourceEver(db, apiKey, params.id)
      if (row === null) throw new Refused('NOT_FOUND', 'This API key does not exist')
      const [data] = await presentRows(desk, [row])
      tagWith(reply, row.revision, { last_used_at: data?.last_used_at })
      return { data }
    },
  )
}

function addCreate(app: App, desk: Desk): void {
  const config = {
    ...accessTo('create'),
    references,
    creates: apiKey.name,
    answerIsSecret: true,
    alsoWrong: (request: FastifyRequest) => findGrantErrors(desk, request),
  }
  app.post(path, { config, schema: { body: createSchema(apiKey) } }, async (request, reply) => {
    const id = await takeId(desk, request)
    const body = parseBody(request.body)
    const grant = grantOf(body)
    if (!request.command.isRecorded) {
      refuseWrong(grantErrors({ grant, holder: request.caller.key, now: desk.now() }))
    }

    const key = await makeKey(desk, request, grant.type)
    const made = { special: grant.special, key_hash: hashApiKey(key), key_prefix: prefixOf(key) }
    const { state } = await execute(
      desk,
      { request, reply },
      {
        aggregate: aggregateOf(apiKey),
        id,
        create: true,
        type: 'CreateApiKey',
        decide: () => createResource(apiKey, { ...body, ...made }),
      },
    )
    const data = { ...present(state, { revoked: false, lastUsedAt: null }), key }
    return reply.code(201).send({ data, message: 'API key created' })
  })
}

function addUpdate(app: App, desk: Desk): void {
  const config = {
    ...accessTo('update'),
    references,
    alsoWrong: (request: FastifyRequest) => findChangeErrors(desk, request),
  }
  const schema = { params: idParams, body: changeSchema(apiKey) }

  app.put(onePath, { config, schema }, async (request, reply) => {
    const body = parseBody(request.body)
    const holder = request.caller.key
    const { state, revision } = await execute(
      desk,
      { request, reply },
      {
        aggregate: aggregateOf(apiKey),
        id: request.params.id,
        type: 'ChangeApiKey',
        decide: (kept) =>
          changeResource(apiKey, kept, patchOf({ body, kept, holder, now: desk.now() })),
      },
    )
    const uses = await findLastUses(desk.keyUsages, [state.id])
    const data = present(state, { revoked: false, lastUsedAt: uses.get(state.id) ?? null })
    tagWith(reply, revision, { last_used_at: data.last_used_at })
    return { data, message: 'API key updated' }
  })
}

function addRevoke(app: App, desk: Desk): void {
  app.delete(
    onePath,
    { config: accessTo('delete'), schema: { params: idParams } },
    async (request, reply) => {
      await execute(
        desk,
        { request, reply },
        {
          aggregate: aggregateOf(apiKey),
          id: request.params.id,
          type: 'RevokeApiKey',
          decide: (kept) => deleteResource(apiKey, kept),
        },
      )
      return { message: 'API key revoked' }
    },
  )
}

async function findGrantErrors(
  desk: Desk,
  { sentBody, caller }: FastifyRequest,
): Promise<FieldErrors> {
  // Of a key of no type only what is true of both is told.
  const sent = { type: 'internal', ...rightFields(apiKey.fields, sentBody) }
  return grantErrors({ grant: grantOf(sent), holder: caller.key, now: desk.now() })
}

async function findChangeErrors(desk: Desk, request: FastifyRequest): Promise<FieldErrors> {
  const kept = await findLiving(desk, apiKey.name, idOf(request))
  if (kept === null) return {}
  const body = rightFields(apiKey.fields, request.sentBody)
  return changeErrors({ body, kept, holder: request.caller.key, now: desk.now() })
}

/** Follows from the command, so that a repeated request, whose answer is kept nowhere, shows the same key. */
async function makeKey(desk: Desk, request: FastifyRequest, type: 'internal' | 'external') {
  const bytes = await desk.secrets.hmac('api key', request.command.id)
  return makeApiKey(type, bytes.subarray(0, keySecretBytes))
}

async function presentRows(desk: Desk, rows: readonly ResourceRow[]) {
  const uses = await findLastUses(
    desk.keyUsages,
    rows.map(({ id }) => id),
  )
  return rows.map((row) =>
    present(resourceOfRow(row), {
      revoked: row.is_deleted,
      lastUsedAt: uses.get(row.id) ?? null,
    }),
  )
}

function present(
  key: Resource,
  { revoked, lastUsedAt }: { revoked: boolean; lastUsedAt: string | null },
) {
  return { ...presentResource(apiKey, key), revoked, last_used_at: presentTime(lastUsedAt) }
}

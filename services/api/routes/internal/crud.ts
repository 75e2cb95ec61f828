import {
  changeResource,
  createResource,
  deleteResource,
} from '@deskhive/shared/domain/resource/decide-resource.ts'
import type {
  Action,
  FieldValues,
  ResourceDefinition,
} from '@deskhive/shared/domain/resource/define-resource.ts'
import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import { Refused } from '@deskhive/shared/kernel/refused.ts'
import { pageMeta } from '@deskhive/shared/read-model/pagination.ts'
import {
  findResource,
  listResources,
  type ResourceRow,
} from '@deskhive/shared/read-model/queries/resources.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { aggregateOf } from '#api/commands/aggregates.ts'
import { type Exchange, execute } from '#api/commands/execute.ts'
import { rightFields } from '#api/commands/sent-fields.ts'
import { takeId } from '#api/commands/take-id.ts'
import { findTaken, withUniqueValues } from '#api/commands/unique-values.ts'
import type { Desk } from '#api/desk.ts'
import { type PresentedResource, presentResource, resourceOfRow } from '#api/present/resource.ts'
import type { App, Routes } from '#api/route.ts'
import { tagWith } from '#api/routes/entity-tag.ts'
import {
  askedOf,
  changeSchema,
  createSchema,
  filtersOf,
  parseBody,
  querySchema,
} from '#api/routes/internal/crud-schemas.ts'
import { requireCurrent } from '#api/routes/internal/require-current.ts'
import type { ResourceRules } from '#api/routes/internal/resource-rules.ts'
import { idOf, idParams, pageOf } from '#api/routes/parameters.ts'

/** What the routes of one resource are made from. */
type Subject = {
  readonly app: App
  readonly desk: Desk
  readonly definition: ResourceDefinition
  readonly rules: ResourceRules
}

/** The five actions of a declared resource, or those of them that it has. */
export function crudRoutes(definition: ResourceDefinition, rules: ResourceRules): Routes {
  return (app, desk) => {
    for (const action of definition.actions) addRoute[action]({ app, desk, definition, rules })
  }
}

const addRoute: { readonly [action in Action]: (subject: Subject) => void } = {
  list: addList,
  create: addCreate,
  read: addRead,
  update: addUpdate,
  delete: addDelete,
}

function addList(subject: Subject): void {
  const { app, desk, definition, rules } = subject
  const filters = filtersOf(definition, rules.filters)
  const config = accessTo(definition, 'list')
  const schema = { querystring: querySchema(filters) }

  app.get(pathOf(definition), { config, schema }, async ({ query }) => {
    const page = pageOf(query)
    const question = { definition, filters: askedOf(filters, query), page }
    const { rows, total } = await listResources(desk.database.readModel, question)
    return { data: await presentRows(subject, rows), meta: pageMeta(page, total) }
  })
}

function addRead(subject: Subject): void {
  const { app, desk, definition, rules } = subject
  const config = accessTo(definition, 'read')

  app.get(
    onePathOf(definition),
    { config, schema: { params: idParams } },
    async (request, reply) => {
      const row = await findResource(desk.database.readModel, definition, request.params.id)
      if (row === null) throw new Refused('NOT_FOUND', `This ${definition.title} does not exist`)

      const seen = (await rules.seen?.ofRows(desk, [row]))?.(row)
      tagWith(reply, row.revision, seen)
      return { data: presentResource(definition, resourceOfRow(row), seen) }
    },
  )
}

function addCreate({ app, desk, definition, rules }: Subject): void {
  const { name, title, refers_to } = definition
  const config = {
    ...accessTo(definition, 'create'),
    references: refers_to,
    creates: name,
    ...(rules.shownOnce && { answerIsSecret: true }),
    alsoWrong: async ({ sentBody }: FastifyRequest) => {
      const body = rightFields(definition.fields, sentBody)
      return {
        ...(await findTaken(desk, { definition, id: 0, fields: body })),
        ...(await rules.alsoWrong?.(desk, { id: 0, body })),
      }
    },
  }
  const schema = { body: createSchema(definition, rules.sent?.create) }

  app.post(pathOf(definition), { config, schema }, async (request, reply) => {
    const exchange = { request, reply }
    const id = await takeId(desk, request)
    const { command } = request
    const body = parseBody(request.body)
    const aggregate = aggregateOf(definition)
    if (!command.isRecorded) await rules.beforeCreate?.(desk, { id, body })
    const shownOnce = await rules.shownOnce?.(desk, exchange, id)
    const type = `Create${capital(name)}`
    const write = (fields: FieldValues) =>
      withUniqueValues(desk, { definition, id, fields, command }, () => {
        const decide = () => createResource(definition, fields)
        return execute(desk, exchange, { aggregate, id, create: true, type, decide })
      })
    const written = await writeFirst(rules.completions?.({ id, body }) ?? [body], write)
    await rules.afterWrite?.(desk, exchange, { id, body, isNew: true })

    const data = await presentWritten({ desk, definition, rules }, reply, written)
    const message = `${capital(title)} created`
    return reply.code(201).send({ data: { ...data, ...shownOnce }, message })
  })
}

function addUpdate({ app, desk, definition, rules }: Subject): void {
  const { name, title, refers_to } = definition
  const config = {
    ...accessTo(definition, 'update'),
    references: refers_to,
    alsoWrong: async (request: FastifyRequest) => {
      const id = idOf(request)
      const body = rightFields(definition.fields, request.sentBody)
      return {
        ...(await findTaken(desk, { definition, id, fields: body })),
        ...(await rules.alsoWrong?.(desk, { id, body })),
      }
    },
  }
  const schema = { params: idParams, body: changeSchema(definition, rules.sent?.change) }

  app.put(onePathOf(definition), { config, schema }, async (request, reply) => {
    const exchange = { request, reply }
    const { command, params } = request
    const { id } = params
    const body = parseBody(request.body)
    if (!command.isRecorded) await rules.beforeChange?.(desk, exchange, { id, body })
    const decide = (present: ResourceState) => [
      ...changeResource(definition, present, body),
      ...(rules.changedBeside?.(body) ?? []),
    ]

    const aggregate = aggregateOf(definition)
    const write = () =>
      execute(desk, exchange, { aggregate, id, type: `Change${capital(name)}`, decide })
    const written = await withUniqueValues(desk, { definition, id, fields: body, command }, write)
    await rules.afterWrite?.(desk, exchange, { id, body, isNew: false })

    const data = await presentWritten({ desk, definition, rules }, reply, written)
    return { data, message: `${capital(title)} updated` }
  })
}

function addDelete({ app, desk, definition, rules }: Subject): void {
  const { name, title } = definition
  const config = accessTo(definition, 'delete')

  app.delete(
    onePathOf(definition),
    { config, schema: { params: idParams } },
    async (request, reply) => {
      const exchange: Exchange = { request, reply }
      const { id } = request.params
      const aggregate = aggregateOf(definition)
      if (rules.beforeDelete) {
        await requireCurrent(desk, request, { aggregate, id })
        await rules.beforeDelete(desk, exchange, id)
      }
      const decide = (present: ResourceState) => deleteResource(definition, present)
      await execute(desk, exchange, { aggregate, id, type: `Delete${capital(name)}`, decide })
      await rules.afterDelete?.(desk, exchange, id)
      return { message: `${capital(title)} deleted` }
    },
  )
}

/** @throws Refused of the last one, where every one is refused */
async function writeFirst<Result>(
  completions: Iterable<FieldValues>,
  write: (fields: FieldValues) => Promise<Result>,
): Promise<Result> {
  let refusal: unknown
  for (const fields of completions) {
    try {
      return await write(fields)
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'INVALID') throw error
      refusal = error
    }
  }
  throw refusal
}

async function presentRows(
  { desk, definition, rules }: Subject,
  rows: readonly ResourceRow[],
): Promise<PresentedResource[]> {
  const seen = await rules.seen?.ofRows(desk, rows)
  return rows.map((row) => presentResource(definition, resourceOfRow(row), seen?.(row)))
}

async function presentWritten(
  { desk, definition, rules }: Omit<Subject, 'app'>,
  reply: FastifyReply,
  { state, revision }: { readonly state: ResourceState; readonly revision: number },
): Promise<PresentedResource> {
  const seen = await rules.seen?.ofState(desk, state)
  tagWith(reply, revision, seen)
  return presentResource(definition, state, seen)
}

function accessTo({ path }: ResourceDefinition, action: Action) {
  return { group: 'internal', scope: `${path}:${action}` } as const
}

const pathOf = ({ path }: ResourceDefinition) => `/internal/${path}`
const onePathOf = ({ path }: ResourceDefinition) => `/internal/${path}/:id`

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import type { FieldErrors } from '@deskhive/shared/kernel/refused.ts'
import type { FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import { isLiving, titleOf } from '#api/commands/living.ts'
import { ownValue } from '#api/commands/sent-fields.ts'
import type { Desk } from '#api/desk.ts'
import { InvalidRequest } from '#api/plugins/invalid-request.ts'
import type { App, FurtherCheck } from '#api/route.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The body before its schema put anything right: items keep their places. */
    sentBody: unknown
  }
}

/**
 * Ids in the body that must exist, by `config.references`. They are asked even where the schema found
 * something else wrong, and then so is `config.alsoWrong`: every wrong field is told at once.
 */
export function installReferences(app: App, desk: Desk): void {
  app.decorateRequest('sentBody', null)
  app.addHook('onRoute', (route) => {
    const { references = {}, alsoWrong } = route.config ?? {}
    if (Object.keys(references).length === 0 && !alsoWrong) return
    route.attachValidation = true
    route.preValidation = [keepSentBody, route.preValidation ?? []].flat()
    const check = requireRight(desk, Object.entries(references), alsoWrong)
    route.preHandler = [route.preHandler ?? [], check].flat()
  })
}

function keepSentBody(request: FastifyRequest, _reply: unknown, done: () => void): void {
  request.sentBody = request.body
  done()
}

type Reference = readonly [field: string, resource: string]

function requireRight(
  desk: Desk,
  references: readonly Reference[],
  alsoWrong: FurtherCheck | undefined,
): preHandlerAsyncHookHandler {
  return async (request) => {
    const found = request.validationError
    if (found && !(found instanceof InvalidRequest)) throw found
    if (!found && request.command.isRecorded) return

    // What is no id, or a list of too many, is wrong already: nobody asks what it might name.
    const asked = references.filter(([field]) => found?.fields[field] === undefined)
    const unknown = await findUnknown(desk, request.sentBody, asked)
    const errors = { ...unknown, ...found?.fields }
    if (Object.keys(errors).length === 0) return
    const further = await alsoWrong?.(request)
    throw new InvalidRequest({ ...found?.fields, ...unknown, ...withoutFieldsOf(errors, further) })
  }
}

/** A field that is wrong already need not be told what else it would be. */
function withoutFieldsOf(told: FieldErrors, errors: FieldErrors = {}): FieldErrors {
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !(field in told)))
}

/** A body may name a thousand, each a read of the log. */
const READS_AT_ONCE = 16

async function findUnknown(
  desk: Desk,
  body: unknown,
  references: readonly Reference[],
): Promise<FieldErrors> {
  const named = references.flatMap(([field, resource]) =>
    idsIn(body, field).map(([name, id]) => ({
      name,
      error: unknownOf(name, resource),
      resource,
      id,
    })),
  )
  const things = Map.groupBy(named, ({ resource, id }) => `${resource}-${id}`)
  const wrong = await inParallel([...things.values()], READS_AT_ONCE, async (same) => {
    const [first] = same
    if (first === undefined || (await isLiving(desk, first.resource, first.id))) return []
    return same
  })
  const unknown = new Set(wrong.flat())
  return Object.fromEntries(
    named.filter((one) => unknown.has(one)).map(({ name, error }) => [name, [error]]),
  )
}

function unknownOf(name: string, resource: string): string {
  return `The ${name} field must name an existing ${titleOf(resource)}.`
}

function idsIn(body: unknown, field: string): (readonly [name: string, id: number])[] {
  const value = ownValue(body, field)
  if (isId(value)) return [[field, value]]
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown, index) =>
    isId(item) ? [[`${field}.${index}`, item] as const] : [],
  )
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0
}

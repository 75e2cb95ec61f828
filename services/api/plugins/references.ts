import type { FieldErrors } from '@deskhive/shared/kernel/refused.ts'
import type { FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import { isLiving } from '#api/commands/living.ts'
import type { Desk } from '#api/desk.ts'
import { InvalidRequest } from '#api/plugins/invalid-request.ts'
import type { App } from '#api/route.ts'

/**
 * Ids in the body that must exist, by `config.references`. They are asked even where the schema found
 * something else wrong, so that every wrong field is told at once.
 */
export function installReferences(app: App, desk: Desk): void {
  app.addHook('onRoute', (route) => {
    const references = route.config?.references
    if (!references) return
    route.attachValidation = true
    const check = requireReferences(desk, Object.entries(references))
    route.preHandler = [route.preHandler ?? [], check].flat()
  })
}

type Reference = readonly [field: string, resource: string]

function requireReferences(
  desk: Desk,
  references: readonly Reference[],
): preHandlerAsyncHookHandler {
  return async (request) => {
    const found = request.validationError
    if (found && !(found instanceof InvalidRequest)) throw found

    const wrong = await findWrong(desk, request, references)
    if (found || wrong.length > 0) {
      throw new InvalidRequest(merge(found?.fields ?? {}, wrong))
    }
  }
}

type Wrong = readonly [field: string, message: string]

async function findWrong(
  desk: Desk,
  { body }: FastifyRequest,
  references: readonly Reference[],
): Promise<Wrong[]> {
  const wrong: Wrong[] = []
  for (const [field, resource] of references) {
    for (const [name, id] of idsIn(body, field)) {
      if (await isLiving(desk, resource, id)) continue
      wrong.push([name, `The ${name} field must name an existing ${wordFor(resource)}.`])
    }
  }
  return wrong
}

const wordFor = (resource: string) => (resource === 'activeAgent' ? 'active agent' : resource)

/** What is no id is the schema's to refuse. */
function idsIn(body: unknown, field: string): (readonly [name: string, id: number])[] {
  const value = ownValue(body, field)
  if (isId(value)) return [[field, value]]
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown, index) =>
    isId(item) ? [[`${field}.${index}`, item] as const] : [],
  )
}

function ownValue(body: unknown, field: string): unknown {
  if (typeof body !== 'object' || body === null) return undefined
  return Object.getOwnPropertyDescriptor(body, field)?.value
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0
}

function merge(fields: FieldErrors, wrong: readonly Wrong[]): FieldErrors {
  const merged: Record<string, readonly string[]> = { ...fields }
  for (const [field, message] of wrong) merged[field] = [...(merged[field] ?? []), message]
  return merged
}

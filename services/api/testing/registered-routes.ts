import type { Fields } from '@deskhive/shared/domain/resource/define-resource.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { type FastifyContextConfig, fastify } from 'fastify'
import { z } from 'zod'
import type { Desk } from '../desk.ts'
import type { App } from '../route.ts'
import { routes } from '../routes/routes.ts'

/** A route as it is registered, so that tests that loop over all of them cover new ones by themselves. */
export type RegisteredRoute = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/api/v1`, as Fastify spells it: `/internal/tickets/:id`. */
  readonly url: string
  readonly config: FastifyContextConfig
  /** What its body is checked with; `null` where it takes none. */
  readonly body: z.ZodObject | null
  readonly query: z.ZodObject | null
  /** The body's, none where it takes none. */
  readonly fields: Fields
}

const method = z.enum(['GET', 'POST', 'PUT', 'DELETE'])

export function registeredRoutes(): RegisteredRoute[] {
  const app: App = fastify({ loggerInstance: silent, exposeHeadRoutes: false }).withTypeProvider()
  const registered: RegisteredRoute[] = []
  app.addHook('onRoute', ({ method: name, url, config = {}, schema = {} }) => {
    const body = objectSchemaOf(schema.body)
    registered.push({
      method: method.parse(name),
      url,
      config,
      body,
      fields: parseFields(body?.shape ?? {}),
      query: objectSchemaOf(schema.querystring),
    })
  })
  const desk = parseDesk(anything)
  for (const addRoutes of routes) addRoutes(app, desk)
  return registered
}

/** What a route is registered with is only kept: nothing here is ever asked. */
const anything: object = new Proxy(() => anything, { get: () => anything })

function parseDesk(desk: unknown): Desk {
  return desk as Desk
}

/** Zod's own shape is typed for its inner types. */
function parseFields(shape: object): Fields {
  return shape as Fields
}

function objectSchemaOf(schema: unknown): z.ZodObject | null {
  if (schema instanceof z.ZodOptional) return objectSchemaOf(schema.unwrap())
  return schema instanceof z.ZodObject ? schema : null
}

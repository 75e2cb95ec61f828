import type { FastifyContextConfig } from 'fastify'
import { z } from 'zod'
import { answerOf } from '#api/reference/answers.ts'
import { type Json, jsonSchemaOf } from '#api/reference/json-schema.ts'

/** A route as it was registered. */
export type DescribedRoute = {
  readonly method: string
  /** Below `/api/v1`, as Fastify spells it: `/internal/tickets/:id`. */
  readonly path: string
  readonly config: FastifyContextConfig
  readonly schema: {
    readonly body?: unknown
    readonly params?: unknown
    readonly querystring?: unknown
  }
}

const verbs: { readonly [method: string]: string } = {
  GET: 'Read',
  POST: 'Create',
  PUT: 'Change',
  DELETE: 'Delete',
}

const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` })
const isWrite = ({ method }: DescribedRoute) => method !== 'GET'
const showsOne = ({ path }: DescribedRoute) => /(:id|\/profile|\/settings)$/.test(path)
const hasId = ({ path }: DescribedRoute) => path.includes(':')
const words = (path: string) => path.split(/[/:-]+/).filter((word) => word !== '')

export function tagOf({ path, config }: DescribedRoute): string {
  const [first = '', second = ''] = path.split('/').slice(1)
  return config.group === 'public' ? 'public' : `${first} ${second}`
}

export function operationOf(route: DescribedRoute): Json {
  const { config, schema } = route
  const { group, scope } = config
  const needs = scope ? `Needs the scope \`${scope}\`.` : `Needs an ${group} key.`
  return {
    operationId: operationIdOf(route),
    summary: summaryOf(route),
    description: group === 'public' ? 'Needs no key.' : needs,
    tags: [tagOf(route)],
    ...(scope && { 'x-scope': scope }),
    security: group === 'public' ? [] : [{ apiKey: [] }],
    parameters: parametersOf(route),
    ...(schema.body instanceof z.ZodType && { requestBody: bodyOf(schema.body) }),
    responses: responsesOf(route),
  }
}

function operationIdOf({ method, path }: DescribedRoute): string {
  const rest = words(path)
  return (
    method.toLowerCase() + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  )
}

/** `POST /external/tickets/:id/close` → `Close (tickets), as an agent`. */
function summaryOf({ method, path }: DescribedRoute): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== 'internal')
  const isAgents = parts[0] === 'external'
  const subject = parts.filter((part) => part !== 'external' && !part.startsWith(':'))
  const last = subject.at(-1) ?? ''
  const isDeed = method === 'POST' && deeds.includes(last)
  const one = parts.at(-1)?.startsWith(':') ? 'one of the ' : ''
  const verb = isDeed ? last : (verbs[method] ?? method)
  const named = (isDeed ? subject.slice(0, -1) : subject).join(' ')
  const said = isDeed ? `${verb} (${named})` : `${verb} ${one}${named}`
  const text = said.replaceAll(/[-.]/g, ' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${isAgents ? ', as an agent' : ''}`
}

/** What a POST does beside creating, by the end of its path. */
const deeds = ['block', 'unblock', 'close', 'like', 'read', 'read-all']

function parametersOf(route: DescribedRoute): Json[] {
  const { schema } = route
  const { streams } = answerOf(route.method, route.path)
  const headers = ['X-Min-Position', 'X-Request-Id']
  if (isWrite(route)) headers.push('Idempotency-Key', 'If-Match', 'Prefer')
  if (streams) headers.push('Last-Event-ID')
  return [
    ...fieldsOf(schema.params, 'path'),
    ...fieldsOf(schema.querystring, 'query'),
    ...(route.config.group === 'public' ? [] : headers.map((name) => ref('parameters', name))),
  ]
}

function fieldsOf(schema: unknown, place: 'path' | 'query'): Json[] {
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(field, undefined).success,
    schema: field instanceof z.ZodType ? jsonSchemaOf(field) : {},
  }))
}

function bodyOf(schema: z.ZodType): Json {
  return {
    required: !schema.safeParse({}).success,
    content: { 'application/json': { schema: jsonSchemaOf(schema) } },
  }
}

function responsesOf(route: DescribedRoute): Json {
  const { status, schema, isTable, streams } = answerOf(route.method, route.path)
  const headers = [
    'X-Request-Id',
    'X-RateLimit-Limit',
    'X-RateLimit-Remaining',
    'X-RateLimit-Reset',
  ]
  if (isWrite(route)) headers.push('X-Position', 'Idempotent-Replayed')
  if (showsOne(route) || isWrite(route)) headers.push('ETag')
  const success = {
    description: 'Done as asked.',
    headers: Object.fromEntries(headers.map((name) => [name, ref('headers', name)])),
    content: {
      'application/json': { schema },
      ...(isTable && { 'text/csv': { schema: { type: 'string' } } }),
      ...(streams && { 'text/event-stream': { schema: { type: 'string' } } }),
    },
  }
  const errors = errorsOf(route).map((code) => [code, ref('responses', String(code))])
  return { [status]: success, ...Object.fromEntries(errors) }
}

function errorsOf(route: DescribedRoute): number[] {
  const { config, schema } = route
  const can: [number, boolean][] = [
    [400, true],
    [401, config.group !== 'public'],
    [403, config.group === 'internal' || (isWrite(route) && route.path.endsWith('/messages'))],
    [404, hasId(route)],
    [409, isWrite(route)],
    [412, isWrite(route)],
    [422, isWrite(route) || schema.querystring !== undefined],
    [429, !config.isUncounted],
    [503, true],
  ]
  return can.flatMap(([code, occurs]) => (occurs ? [code] : []))
}

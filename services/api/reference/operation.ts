import type { FastifyContextConfig } from 'fastify'
import { z } from 'zod'
import { type Answer, answerOf } from '#api/reference/answers.ts'
import { exampleOf } from '#api/reference/examples.ts'
import type { ShownHeader } from '#api/reference/headers.ts'
import { type Json, jsonSchemaOf, parseJson } from '#api/reference/json-schema.ts'
import { operationIdOf, summaryOf } from '#api/reference/operation-name.ts'
import { describePathId, describeQuery } from '#api/reference/parameters.ts'
import { componentSchemas } from '#api/reference/shown.ts'

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

const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` })
const isWrite = ({ method }: DescribedRoute) => method !== 'GET'
const isPublic = ({ config }: DescribedRoute) => config.group === 'public'
const showsOne = ({ path }: DescribedRoute) => /(:id|\/profile|\/settings)$/.test(path)
const hasId = ({ path }: DescribedRoute) => path.includes(':')
/** What it changes is kept beside the log: no position, no revision. */
const isBesideLog = ({ path }: DescribedRoute) => /\/(read|read-all|redeliver|replay)$/.test(path)
const isLogged = (route: DescribedRoute) => isWrite(route) && !isBesideLog(route)
/** A write to the stream of one thing that is there already. */
const changesOne = (route: DescribedRoute) =>
  isLogged(route) && (hasId(route) || /\/(profile|settings)\b/.test(route.path))
const isImport = ({ path }: DescribedRoute) => path.startsWith('/internal/imports/')
const isReply = (route: DescribedRoute) => isWrite(route) && route.path.endsWith('/messages')

export function tagOf({ path, config }: DescribedRoute): string {
  const [first = '', second = ''] = path.split('/').slice(1)
  return config.group === 'public' ? 'public' : `${first} ${second}`
}

export function operationOf(route: DescribedRoute): Json {
  const { config, schema, method, path } = route
  const { group, scope } = config
  const answer = answerOf(method, path)
  const needs = scope ? `Needs the scope \`${scope}\`.` : `Needs an ${group} key.`
  const operationId = operationIdOf(route, showsMany(answer))
  return {
    operationId,
    summary: summaryOf(operationId),
    description: isPublic(route) ? 'Needs no key.' : needs,
    tags: [tagOf(route)],
    ...(scope && { 'x-scope': scope }),
    security: isPublic(route) ? [] : [{ apiKey: [] }],
    parameters: parametersOf(route),
    ...(schema.body instanceof z.ZodType && { requestBody: bodyOf(schema.body, kindOf(answer)) }),
    responses: responsesOf(route, answer),
  }
}

function dataOf({ schema }: Answer): Json {
  if (schema === null) return {}
  return parseJson(parseJson(schema['properties'])['data'])
}

function showsMany(answer: Answer): boolean {
  return dataOf(answer)['type'] === 'array'
}

/** The component that an answer shows, one or many of. */
function kindOf(answer: Answer): string {
  const data = dataOf(answer)
  const { $ref: name } = data['type'] === 'array' ? parseJson(data['items']) : data
  return typeof name === 'string' ? name.replace(/^.*\//, '') : ''
}

function parametersOf(route: DescribedRoute): Json[] {
  const { schema } = route
  const { streams } = answerOf(route.method, route.path)
  const headers: ShownHeader[] = ['X-Request-Id']
  if (!isPublic(route)) headers.push('X-Min-Position')
  if (showsOne(route) && !isWrite(route)) headers.push('If-None-Match')
  if (isWrite(route)) headers.push('Idempotency-Key')
  if (changesOne(route)) headers.push('If-Match')
  if (isLogged(route)) headers.push('Prefer')
  if (streams) headers.push('Last-Event-ID')
  return [
    ...fieldsOf(schema.params, (name) => ({
      in: 'path',
      required: true,
      description: describePathId(name, route.path),
    })),
    ...fieldsOf(schema.querystring, (name, field) => ({
      in: 'query',
      required: !z.safeParse(field, undefined).success,
      description: describeQuery(name, route.path),
    })),
    ...headers.map((name) => ref('parameters', name)),
  ]
}

function fieldsOf(
  schema: unknown,
  describe: (name: string, field: z.core.$ZodType) => Json,
): Json[] {
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    ...describe(name, field),
    schema: field instanceof z.ZodType ? jsonSchemaOf(field) : {},
  }))
}

function bodyOf(schema: z.ZodType, kind: string): Json {
  const described = jsonSchemaOf(schema)
  const example = exampleOf(described, componentSchemas, kind)
  return {
    required: !schema.safeParse({}).success,
    content: { 'application/json': { schema: described, example } },
  }
}

function responsesOf(route: DescribedRoute, answer: Answer): Json {
  const { status, schema, isTable, streams } = answer
  const headers: ShownHeader[] = ['X-Request-Id']
  if (!route.config.isUncounted) {
    headers.push('X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset')
  }
  if (isWrite(route)) headers.push('Idempotent-Replayed')
  if (isLogged(route)) headers.push('X-Position')
  if (showsOne(route) || (isLogged(route) && !isImport(route))) headers.push('ETag')
  const success = {
    description: 'Done as asked.',
    headers: Object.fromEntries(headers.map((name) => [name, ref('headers', name)])),
    content: {
      ...(schema && {
        'application/json': { schema, example: exampleOf(schema, componentSchemas) },
      }),
      ...(isTable && { 'text/csv': { schema: { type: 'string' } } }),
      ...(streams && { 'text/event-stream': { schema: { type: 'string' } } }),
    },
  }
  const others = othersOf(route).map((code) => [code, ref('responses', String(code))])
  return { [status]: success, ...Object.fromEntries(others) }
}

function othersOf(route: DescribedRoute): number[] {
  const { config, schema } = route
  const hasBody = schema.body !== undefined
  const can: [number, boolean][] = [
    [304, showsOne(route) && !isWrite(route)],
    [400, true],
    [401, !isPublic(route)],
    [403, config.group === 'internal' || isReply(route)],
    [404, hasId(route)],
    [409, isWrite(route)],
    [412, changesOne(route)],
    [413, hasBody],
    [415, hasBody],
    [422, !isPublic(route)],
    [429, !config.isUncounted],
    [503, true],
  ]
  return can.flatMap(([code, occurs]) => (occurs ? [code] : []))
}

import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createAgent } from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { contractRoutes } from './contract-routes.ts'

const json = z.record(z.string(), z.unknown())
/** A stream of events has none in JSON. */
const content = z.object({
  'application/json': z.object({ schema: json, example: z.unknown() }).optional(),
})
const operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  'x-scope': z.string().optional(),
  security: z.array(json),
  parameters: z.array(json),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ $ref: z.string(), content }).partial()),
})
/** In a path or a query; the headers are described once. */
const namedParameter = z.object({ name: z.string(), description: z.string().optional() })
const documentSchema = z.object({
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ responses: json, schemas: json }),
})

const desk = useTestDesk()
let document: z.output<typeof documentSchema>
let operations: (readonly [route: string, z.output<typeof operation>])[]
beforeAll(async () => {
  document = documentSchema.parse((await desk.ask('GET', '/openapi.json', { key: null })).body)
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const route = `${method.toUpperCase()} ${path.replaceAll(/{\w+}/g, '{}')}`
      return [route, described] as const
    }),
  )
})

test('the reference describes exactly the routes of the contract', () => {
  expect(operations.map(([route]) => route).sort()).toEqual(contractRoutes)
})

test('the api knows exactly the routes of the contract, and the page that shows them', () => {
  const shown = ['', '/start.js', '/reference.js'].map((file) => `GET /docs${file}`)
  const registered = routesIn(desk.app.printRoutes({ commonPrefix: false }))
  expect(registered.sort()).toEqual([...contractRoutes, ...shown].sort())
})

test('every operation has a name of its own, says what it needs, and what it may answer', () => {
  const names = operations.map(([, { operationId }]) => operationId)
  expect(new Set(names).size).toBe(names.length)
  for (const [route, described] of operations) {
    const isOpen = !/ \/(internal|external)\//.test(route)
    const statuses = Object.keys(described.responses)
    expect([route, statuses]).toEqual([
      route,
      expect.arrayContaining(isOpen ? ['400'] : ['400', '401', '422', '429', '503']),
    ])
    expect(described.security).toEqual(isOpen ? [] : [{ apiKey: [] }])
    expect([route, described['x-scope'] !== undefined]).toEqual([
      route,
      / \/internal\//.test(route),
    ])
  }
})

test('every parameter says what it does, and a list how many a page has', async () => {
  const agent = await createAgent(desk.ask)
  for (const [route, { parameters }] of operations) {
    const own = parameters.flatMap((each) => namedParameter.safeParse(each).data ?? [])
    const unsaid = own.filter(({ description }) => description === undefined)
    expect([route, unsaid]).toEqual([route, []])

    const said = own.find(({ name }) => name === 'per_page')?.description
    if (!said || route.includes('{}')) continue
    const perPage = Number(/(\d+) unless given/.exec(said)?.[1] ?? 15) // tickets: as the setting says
    const key = route.includes('/external/') ? { key: agent.key } : {}
    const { body } = await desk.ask('GET', route.replace('GET ', ''), key)
    expect([route, body.meta.per_page]).toEqual([route, perPage])
  }
})

test('what takes If-Match may answer 412, and nothing else does', () => {
  for (const [route, { parameters, responses }] of operations) {
    const takesIt = parameters.some(({ $ref }) => $ref === '#/components/parameters/If-Match')
    expect([route, '412' in responses]).toEqual([route, takesIt])
  }
})

test('every example is what its schema allows, of requests, answers and errors', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'desk', components: document.components })
  const wrong: unknown[] = []
  let examples = 0
  const check = (route: string, given: z.output<typeof content> | undefined) => {
    const described = given?.['application/json']
    if (!described) return
    const { schema, example } = described
    const text = JSON.stringify(schema).replaceAll('"#/components', '"desk#/components')
    const validate = ajv.compile(json.parse(JSON.parse(text)))
    examples += 1
    if (!validate(example)) wrong.push([route, validate.errors, example])
  }
  for (const [route, { requestBody, responses }] of operations) {
    check(route, requestBody?.content)
    for (const response of Object.values(responses)) check(route, response.content)
  }
  for (const [status, response] of Object.entries(document.components.responses)) {
    check(status, z.object({ content }).partial().parse(response).content)
  }
  expect(wrong).toEqual([])
  expect(examples).toBeGreaterThan(operations.length)
})

test('the page that shows it needs no key, and may load nothing from elsewhere', async () => {
  const page = await desk.app.inject('/api/v1/docs')
  expect(page.statusCode).toBe(200)
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/)

  const sources = [...page.body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, source]) => source)
  const scripts = sources.filter((source) => source !== 'data:,')
  expect(scripts).toEqual(['/api/v1/docs/reference.js', '/api/v1/docs/start.js'])
  for (const url of scripts) {
    const script = await desk.app.inject(String(url))
    expect(script.statusCode).toBe(200)
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
    const known = { 'if-none-match': String(script.headers['etag']) }
    expect((await desk.app.inject({ url: String(url), headers: known })).statusCode).toBe(304)
  }
})

/**
 * The lines of Fastify's own tree: `├── /api/v1/internal/tickets (GET, HEAD, POST)`, children indented.
 * It gives ids of several names in one place, so here they have none.
 */
function routesIn(tree: string): string[] {
  const above: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods = ''] =
      /^([│ ]*)[├└]── (\S*)(?: \((.*)\))?$/.exec(line) ?? []
    above.splice(indent.length / 4, above.length, part)
    const path = above.join('').replaceAll(/:[\w|:]+/g, '{}')
    const named = methods.split(', ').filter((method) => method !== '' && method !== 'HEAD')
    const below = path.replace(/^\/api\/v1/, '')
    return path.startsWith('/api/v1/') ? named.map((method) => `${method} ${below}`) : []
  })
}

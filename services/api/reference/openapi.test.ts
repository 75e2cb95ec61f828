import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../app.ts'
import { startTestDesk, type TestDesk } from '../testing/start-test-desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startTestDesk()
})
afterAll(() => desk[Symbol.asyncDispose]())

type Document = { readonly paths: { readonly [path: string]: object } }

function parseDocument(text: string): Document {
  return JSON.parse(text) as Document
}

test('the reference needs no key and holds exactly the routes that there are', async () => {
  const app = buildApp({ ...desk.desk, metrics: createMetrics('another') })
  const answer = await app.inject('/api/v1/openapi.json')
  expect(answer.statusCode).toBe(200)
  const { paths } = parseDocument(answer.payload)
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map(
      (method) => `${method.toUpperCase()} /api/v1${path.replaceAll(/{\w+}/g, '{}')}`,
    ),
  )
  expect(described.sort()).toEqual(routesIn(app.printRoutes({ commonPrefix: false })).sort())
  await app.close()
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
    return path.startsWith('/api/v1/') ? named.map((method) => `${method} ${path}`) : []
  })
}

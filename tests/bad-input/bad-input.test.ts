import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { chooseSeed } from '@deskhive/shared/testing/random.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  createPatientClient,
  type PatientClient,
} from '#tests/support/patient-client.ts'
import { openTruth, type Truth } from '#tests/support/truth.ts'
import { registeredRoutes } from '../../services/api/testing/registered-routes.ts'
import { badValues, textEdges } from './bad-values.ts'
import { badHeaders, badIds, badParameters, badQueries, brokenBodies } from './corpus.ts'
import { type Attempt, faultIn, findFaults } from './faults.ts'
import { nobody, type Scene, setScene, type WriteRoute } from './write-routes.ts'

// Whatever is sent, wherever: never a fault of ours, always the contract's shape, soon, and nothing half done.
// Chance is drawn from DESKHIVE_SEED, which is printed.

const RUNS_PER_ROUTE = 60
const ROUTES_AT_ONCE = 4
const PARAMETERS_PER_ROUTE = 20

const seed = chooseSeed()

let stack: Stack
let client: PatientClient
let truth: Truth
let scene: Scene
/** Requests that were refused: none of them may have left anything. */
const refused = new Set<string>()

beforeAll(async () => {
  console.info(`bad input from DESKHIVE_SEED=${seed}`)
  stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '0', WEBHOOK_ALLOWED_HOSTS: nobody } })
  client = createPatientClient({ url: `${stack.url}/api/v1`, apiKey: stack.apiKey })
  truth = openTruth(stack)
  scene = await setScene(client)
})

afterAll(async () => {
  await truth?.[Symbol.asyncDispose]()
  await client?.[Symbol.asyncDispose]()
  await stack?.[Symbol.asyncDispose]()
})

function remember(answer: Answer): void {
  if (answer.status >= 400) refused.add(answer.requestId)
}

const faultsOf = (attempts: readonly Attempt[]) => findFaults(attempts, remember)

async function send(route: WriteRoute, raw: string | Buffer, headers = {}): Promise<Answer> {
  return route.client[route.method](route.path, raw, { once: true, headers })
}

/** A body that is right but for one field, whose value is given as JSON text. */
function bodyWith({ body }: WriteRoute, field: string, value: string): string {
  const others = Object.entries(body).filter(([name]) => name !== field)
  const pairs = others.map(([name, right]) => `${JSON.stringify(name)}:${JSON.stringify(right)}`)
  return `{${[...pairs, `${JSON.stringify(field)}:${value}`].join()}}`
}

const allRoutes = <T>(others: readonly T[], attempt: (route: WriteRoute, other: T) => Attempt) =>
  scene.routes.flatMap((route) => others.map((other) => attempt(route, other)))

describe('every route that writes', () => {
  it('answers a body that cannot be one with the status the contract gives it', async () => {
    const attempts = allRoutes(brokenBodies, (route, { name, raw, status }) => ({
      what: `${route.name}, ${name}`,
      send: () => send(route, raw),
      fault: (answer) =>
        status.includes(answer.status) || isWithoutFields(route, answer)
          ? null
          : `${answer.status} ${answer.text.slice(0, 200)}`,
    }))
    expect(await faultsOf(attempts)).toEqual([])
  })

  it('takes a text of just its limit in code points, and names the field of a longer one', async () => {
    const attempts = scene.routes.flatMap((route) =>
      Object.entries(route.fields).flatMap(([field, schema]): Attempt[] => {
        const { fits = [], tooLong = [] } = textEdges(schema) ?? {}
        const attempt = (text: string, isToBeNamed: boolean): Attempt => ({
          what: `${route.name} with ${field} of ${Array.from(text).length} ${text.slice(0, 2)}`,
          send: () => send(route, bodyWith(route, field, JSON.stringify(text))),
          fault: (answer) =>
            answer.text.includes(`The ${field} field may not be longer`) === isToBeNamed
              ? null
              : answer.text.slice(0, 200),
        })
        return [...fits.map((t) => attempt(t, false)), ...tooLong.map((t) => attempt(t, true))]
      }),
    )
    expect(attempts.length).toBeGreaterThan(200)
    expect(await faultsOf(attempts)).toEqual([])
  })

  it('answers each of its fields with whatever value', async () => {
    await inParallel(scene.routes, ROUTES_AT_ONCE, async (route) => {
      const fields = [...Object.entries(route.fields), ...unknownFields]
      const wrong = fc
        .constantFrom(...fields)
        .chain(([field, schema]) => badValues(schema).map((value) => ({ field, value })))
      const isAnswered = fc.asyncProperty(wrong, async ({ field, value }) => {
        const startedAt = performance.now()
        const answer = await send(route, bodyWith(route, field, value))
        remember(answer)
        expect([route.name, faultIn(answer)]).toEqual([route.name, null])
        expect(performance.now() - startedAt).toBeLessThan(5_000)
      })
      await fc.assert(isAnswered, { seed, numRuns: RUNS_PER_ROUTE })
    })
  })

  it('answers an empty body and odd headers', async () => {
    const attempts = allRoutes([{}, ...badHeaders], (route, other) => ({
      what: `${route.name} with ${JSON.stringify(other).slice(0, 60)}`,
      send: () =>
        send(route, other === badHeaders[0] ? '{}' : '', {
          'content-type': 'application/json',
          ...other,
        }),
    }))
    expect(await faultsOf(attempts)).toEqual([])
  })
})

const anySchema = Object.values(
  registeredRoutes().flatMap(({ fields }) => Object.values(fields)),
)[0]
const unknownFields = anySchema
  ? ['unknown', '__proto__', 'constructor'].map((field) => [field, anySchema] as const)
  : []

/** It takes no fields, so any JSON at all is as good as none. */
function isWithoutFields(route: WriteRoute, { status }: Answer): boolean {
  return Object.keys(route.fields).length === 0 && [200, 201, 202, 404].includes(status)
}

/** Whether it is UTF-8 once it is decoded. */
function isText(id: string): boolean {
  try {
    return decodeURIComponent(id) !== ''
  } catch {
    return false
  }
}

describe('every path', () => {
  const called = registeredRoutes().filter(({ config }) => config.group !== 'public')
  const clientOf = ({ config }: (typeof called)[number]) =>
    config.group === 'external' ? scene.agent : scene.staff

  it('knows no thing with an id that nothing can have', async () => {
    const attempts = called
      .filter(({ url }) => url.includes(':'))
      .flatMap((route) =>
        badIds.map((id): Attempt => {
          const path = route.url.replaceAll(/:\w+/g, id)
          const from = clientOf(route)
          const once = { once: true }
          const sends = {
            GET: () => from.get(path, once),
            POST: () => from.post(path, '{}', once),
            PUT: () => from.put(path, '{}', once),
            DELETE: () => from.delete(path, once),
          }
          return {
            what: `${route.method} ${path}`,
            send: sends[route.method],
            fault: ({ status }) => (status === (isText(id) ? 404 : 400) ? null : String(status)),
          }
        }),
      )
    expect(await faultsOf(attempts)).toEqual([])
  })

  it('answers whatever is asked of it with a list, or with the wrong parameter', async () => {
    const texts = fc.string({ unit: 'binary', maxLength: 30 }).filter((text) => text.isWellFormed())
    const attempts = called
      // A stream has no end to wait for.
      .filter(({ method, url }) => method === 'GET' && !url.endsWith('/stream'))
      .flatMap((route, index) => {
        const path = route.url.replaceAll(/:\w+/g, String(scene.ticket))
        const names = Object.keys(route.query?.shape ?? {})
        const drawn = fc.sample(texts, { seed: seed + index, numRuns: PARAMETERS_PER_ROUTE })
        const values = [...badParameters, ...drawn.map(encodeURIComponent)]
        const queries = names.flatMap((name) => values.map((value) => `${name}=${value}`))
        return [...badQueries, ...queries].map((query) => ({ route, path: `${path}?${query}` }))
      })
      .map(({ route, path }): Attempt => {
        return {
          what: `GET ${path.slice(0, 200)}`,
          send: () => clientOf(route).get(path, { once: true }),
        }
      })
    expect(await faultsOf(attempts)).toEqual([])
  })
})

it('leaves nothing of what it refused, and everything else whole', async () => {
  const left = (await truth.events()).filter(({ metadata }) => refused.has(metadata.request_id))
  expect(refused.size).toBeGreaterThan(1_000)
  expect(left.map(({ type, stream }) => `${type} ${stream}`)).toEqual([])
  await truth.caughtUp()
  expect(await truth.differences()).toEqual([])
  expect(stack.logs()).not.toContain('"level":"error"')
})

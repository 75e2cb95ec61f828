import { resources } from '@deskhive/shared/domain/resources.ts'
import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Answer, createDeskClient, type DeskClient } from '#tests/support/desk-client.ts'
import { chooseSeed } from '#tests/support/random.ts'
import { openTruth, type Truth } from '#tests/support/truth.ts'
import { badHeaders, badIds, badQueries, badValues, brokenBodies } from './corpus.ts'
import { type Scene, setScene, type WriteRoute } from './write-routes.ts'

const AT_ONCE = 8
const RANDOM_BODIES = 15

let stack: Stack
let client: DeskClient
let truth: Truth
let scene: Scene
/** Requests that were refused: none of them may have left anything. */
const refused = new Set<string>()

beforeAll(async () => {
  stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '0' } })
  client = createDeskClient({ url: `${stack.url}/api/v1`, apiKey: stack.apiKey })
  truth = openTruth(stack)
  scene = await setScene(client)
})

afterAll(async () => {
  await truth?.[Symbol.asyncDispose]()
  await client?.[Symbol.asyncDispose]()
  await stack?.[Symbol.asyncDispose]()
})

const refusal = z.strictObject({ message: z.string().min(1) })
const wrongFields = z.strictObject({
  message: z.string().min(1),
  errors: z.record(z.string(), z.array(z.string().min(1)).min(1)),
})

/** Never a fault of ours, and in the one shape that the contract has for each status. */
function faultIn(answer: Answer): string | null {
  if (answer.status >= 400) refused.add(answer.requestId)
  if (answer.status < 200 || answer.status >= 500) return `${answer.status} ${answer.text}`
  if (answer.status < 400) return null
  return answer.status === 422 ? faultInWrongFields(answer) : faultInRefusal(answer)
}

function faultInRefusal(answer: Answer): string | null {
  return refusal.safeParse(answer.body).success ? null : inAnotherShape(answer)
}

function faultInWrongFields(answer: Answer): string | null {
  const { success, data } = wrongFields.safeParse(answer.body)
  if (!success) return inAnotherShape(answer)
  const [first] = Object.values(data.errors)
  return data.message === first?.[0] ? null : `not the first error: ${answer.text}`
}

const inAnotherShape = ({ status, text }: Answer) => `${status} in another shape: ${text}`

async function send(route: WriteRoute, raw: string | Buffer, headers = {}): Promise<Answer> {
  return route.client[route.method](route.path, raw, { once: true, headers })
}

/** @returns what went wrong, with the request that did it */
async function findFaults<T>(
  items: readonly T[],
  attempt: (item: T) => Promise<readonly [what: string, answer: Answer, fault?: string | null]>,
): Promise<string[]> {
  const faults: string[] = []
  await inParallel(items, AT_ONCE, async (item) => {
    const [what, answer, fault = faultIn(answer)] = await attempt(item)
    if (fault !== null) faults.push(`${what}: ${fault}`)
  })
  return faults
}

const allRoutes = <T>(others: readonly T[]) =>
  scene.routes.flatMap((route) => others.map((other) => ({ route, other })))

describe('every route that writes', () => {
  it('answers a body that cannot be one with the status the contract gives it', async () => {
    const faults = await findFaults(allRoutes(brokenBodies), async ({ route, other }) => {
      const answer = await send(route, other.raw)
      const isAllowed = other.status.includes(answer.status) || isWithoutFields(route, answer)
      const fault = isAllowed ? faultIn(answer) : `${answer.status} ${answer.text.slice(0, 200)}`
      return [`${route.name}, ${other.name}`, answer, fault]
    })
    expect(faults).toEqual([])
  })

  it('answers each of its fields with each of the values that it cannot hold', async () => {
    const cases = scene.routes.flatMap((route) =>
      [...route.fields, 'unknown', '__proto__', 'constructor'].flatMap((field) =>
        badValues.map((value) => ({ route, field, value })),
      ),
    )
    const faults = await findFaults(cases, async ({ route, field, value }) => {
      const others = Object.entries(route.body).filter(([name]) => name !== field)
      const pairs = others.map(
        ([name, right]) => `${JSON.stringify(name)}:${JSON.stringify(right)}`,
      )
      const answer = await send(route, `{${[...pairs, `"${field}":${value}`].join()}}`)
      return [`${route.name} with ${field} ${value.slice(0, 60)}`, answer]
    })
    expect(faults).toEqual([])
  })

  it('answers an empty body and odd headers', async () => {
    const faults = await findFaults(allRoutes([{}, ...badHeaders]), async ({ route, other }) => {
      const answer = await send(route, other === badHeaders[0] ? '{}' : '', {
        'content-type': 'application/json',
        ...other,
      })
      return [`${route.name} with ${JSON.stringify(other).slice(0, 60)}`, answer]
    })
    expect(faults).toEqual([])
  })

  it('answers whatever JSON there is', async () => {
    const seed = chooseSeed()
    console.info(`random bodies from DESKHIVE_SEED=${seed}`)
    const unit = fc.constantFrom('\u0000', '\ud800', 'a', '"', '\\', '😀', '\u202e', '0')
    const body = fc.dictionary(
      fc.constantFrom('name', 'email', 'title', 'content', 'labels', 'status', 'x', '__proto__'),
      fc
        .jsonValue({ stringUnit: 'binary' })
        .chain((value) => fc.oneof(fc.constant(value), fc.string({ unit }))),
    )
    const samples = fc.sample(body, { seed, numRuns: RANDOM_BODIES })
    const faults = await findFaults(allRoutes(samples), async ({ route, other }) => [
      `${route.name} with ${JSON.stringify(other).slice(0, 200)}`,
      await send(route, JSON.stringify(other)),
    ])
    expect(faults).toEqual([])
  })
})

/** It takes no fields, so any JSON at all is as good as none. */
function isWithoutFields(route: WriteRoute, { status }: Answer): boolean {
  return route.fields.length === 0 && [200, 201, 404].includes(status)
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
  it('knows no thing with an id that nothing can have', async () => {
    const writes = scene.routes.filter(({ path }) => /\/\d+/.test(path))
    const faults = await findFaults(
      writes.flatMap((route) => badIds.map((id) => ({ route, id }))),
      async ({ route, id }) => {
        const path = route.path.replace(/\/\d+/, `/${id}`)
        const answer = await send({ ...route, path }, JSON.stringify(route.body))
        const isUnknown = answer.status === (isText(id) ? 404 : 400)
        const fault = isUnknown ? faultIn(answer) : `${answer.status} ${answer.text}`
        return [`${route.method} ${path}`, answer, fault]
      },
    )
    expect(faults).toEqual([])
  })

  it('answers pages and filters that do not exist with an empty list or the wrong field', async () => {
    const lists = ['tickets', ...resources.map(({ path }) => path)]
    const cases = [
      ...lists.map((name) => ({ from: scene.staff, path: `/internal/${name}` })),
      { from: scene.staff, path: `/internal/tickets/${scene.ticket}/messages` },
      { from: scene.staff, path: `/internal/tickets/${scene.ticket}/history` },
      { from: scene.agent, path: '/external/tickets' },
      { from: scene.agent, path: '/external/notifications' },
    ].flatMap((list) => badQueries.map((query) => ({ ...list, query })))
    const faults = await findFaults(cases, async ({ from, path, query }) => {
      const answer = await from.get(`${path}?${query}`, { once: true })
      return [`GET ${path}?${query}`, answer]
    })
    expect(faults).toEqual([])
  })
})

it('names the wrong field', async () => {
  const wrong = {
    customer_id: 2 ** 60,
    title: 5,
    content: null,
    labels: 'late',
    priority: 'urgent',
  }
  const answer = await client.post('/internal/tickets', wrong, { once: true })
  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({
    errors: {
      title: expect.anything(),
      content: expect.anything(),
      customer_id: expect.anything(),
      priority: expect.anything(),
    },
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

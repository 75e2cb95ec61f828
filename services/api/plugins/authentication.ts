import { hashApiKey, mayBeKey } from '@deskhive/shared/domain/api-key/key-format.ts'
import { holdsScope } from '@deskhive/shared/domain/api-key/scopes.ts'
import type { FastifyRequest, onRequestHookHandler } from 'fastify'
import type { Caller } from '#api/caller.ts'
import type { Desk } from '#api/desk.ts'
import { HttpError } from '#api/plugins/http-error.ts'
import type { Identity } from '#api/plugins/identity.ts'
import type { KnownCaller } from '#api/plugins/known-keys.ts'
import type { Access, App } from '#api/route.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** `null` on public and unknown routes. */
    identity: Identity | null
  }
}

/**
 * Finds out who calls, on every route that is not public, without refusing anyone yet: the rate limit
 * counts strangers as well. `admit` refuses afterwards.
 */
export function installAuthentication(app: App, desk: Desk): void {
  app.decorateRequest('identity', null)
  app.decorateRequest('caller', {
    getter(this: FastifyRequest): Caller {
      if (this.identity?.caller) return this.identity.caller
      throw new TypeError('A public route has no caller')
    },
  })
  app.addHook('onRoute', (route) => {
    const group = route.config?.group
    if (!group) throw new TypeError(`${route.url} does not say who may call it (config.group)`)
    if (group !== 'public') route.onRequest = [identify(desk), route.onRequest ?? []].flat()
  })
}

/** Lets in who has a valid key of the route's group, and its scope. */
export function installAdmission(app: App, desk: Desk): void {
  app.addHook('onRoute', (route) => {
    const { group = 'public', scope } = route.config ?? {}
    if (group === 'public') return
    if (group === 'internal' && !scope) throw new TypeError(`${route.url} needs a scope`)
    route.onRequest = [route.onRequest ?? [], admit(desk, { group, scope })].flat()
  })
}

/**
 * Whether the caller of a request that goes on and on would still be let in, as whom it was. While that
 * cannot be told, because a store is away, it would.
 */
export async function isStillAdmitted(desk: Desk, request: FastifyRequest): Promise<boolean> {
  const { group = 'public', scope } = request.routeOptions.config
  const found = await findCaller(desk, request.headers['x-api-key'])
  if (found instanceof Error) return !(found instanceof HttpError)
  if (refusalOf(found.identity, { group, scope }) !== null) return false
  return agentIdOf(found.identity) === agentIdOf(request.identity)
}

/** A key can be given to another agent. @returns `null` for whoever is none */
export function agentIdOf(identity: Identity | null): number | null {
  return identity?.caller?.type === 'external' ? identity.caller.agent.id : null
}

const missingKey = () => new HttpError(400, 'Missing header: X-API-KEY')
const invalidKey = () => new HttpError(401, 'Invalid API key')

function identify(desk: Desk): onRequestHookHandler {
  return (request, _reply, done) => {
    const key = request.headers['x-api-key']
    const found = findCaller(desk, key)
    if (found instanceof Promise) return void finish(request, found, done)
    request.identity = identityOf(request, found)
    done()
  }
}

async function finish(
  request: FastifyRequest,
  finding: Promise<Found>,
  done: () => void,
): Promise<void> {
  request.identity = identityOf(request, await finding)
  done()
}

function identityOf(request: FastifyRequest, found: Found): Identity {
  if (!(found instanceof Error)) return found.identity
  return { caller: null, countedAs: `ip ${request.ip}`, refusal: found }
}

type Found = KnownCaller | Error

/** The raw key is compared by its hash alone, so what timing tells is about a value nobody can choose. */
function findCaller(desk: Desk, key: string | string[] | undefined): Found | Promise<Found> {
  if (key === undefined || key === '') return missingKey()
  if (typeof key !== 'string') return invalidKey()

  const hash = hashApiKey(key)
  const known = desk.keys.known(hash)
  if (known !== undefined) return stillValid(known)
  return mayBeKey(key) ? lookUp(desk, hash) : invalidKey()
}

async function lookUp({ keys }: Desk, hash: string): Promise<Found> {
  try {
    return stillValid(await keys.lookUp(hash))
  } catch (error) {
    return error instanceof Error ? error : new Error('A key could not be looked up')
  }
}

function stillValid(known: KnownCaller | null): Found {
  return known !== null && Date.now() < known.expiresAt ? known : invalidKey()
}

type Asked = { readonly group: Access['group']; readonly scope: string | undefined }

function admit({ keyUsage }: Desk, asked: Asked): onRequestHookHandler {
  return ({ identity }, _reply, done) => {
    const refusal = refusalOf(identity, asked)
    if (refusal !== null) return done(refusal)
    if (identity?.caller) keyUsage.note(identity.caller.key.id, Date.now())
    done()
  }
}

function refusalOf(identity: Identity | null, { group, scope }: Asked): Error | null {
  if (!identity?.caller) return identity?.refusal ?? missingKey()
  const { type, key } = identity.caller
  if (type !== group) return invalidKey()
  return scope === undefined || holdsScope(key, scope)
    ? null
    : new HttpError(403, 'Forbidden scope')
}

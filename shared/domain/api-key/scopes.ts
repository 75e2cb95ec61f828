import { actions } from '../resource/define-resource.ts'

/** Resources with the five actions, or fewer, and what else a key may be allowed. */
const resourceScopes = [
  'tickets',
  'departments',
  'categories',
  'labels',
  'products',
  'customers',
  'agents',
  'knowledge-categories',
  'knowledge-articles',
  'canned-responses',
  'custom-fields',
  'api-keys',
  'webhooks',
].flatMap((resource) => actions.map((action) => `${resource}:${action}`))

export const scopes: readonly string[] = [
  ...resourceScopes,
  'connection:check',
  'messages:list',
  'messages:create',
  'activity-logs:list',
  'reports:overview',
  'reports:agents',
  'reports:departments',
  'settings:read',
  'settings:update',
  'events:list',
  'audit:verify',
  'imports:create',
  'notifications:list',
]

const known = new Set([...scopes, ...scopes.map((scope) => `${scope.split(':')[0]}:*`), '*'])

export function isKnownScope(scope: string): boolean {
  return known.has(scope)
}

type Holder = { readonly special: boolean; readonly scopes: readonly string[] }

/** `special` and `*` open everything, `tickets:*` one resource, else the very scope is needed. */
export function holdsScope(holder: Holder, scope: string): boolean {
  if (holder.special || holder.scopes.includes('*')) return true
  return holder.scopes.includes(scope) || holder.scopes.includes(`${scope.split(':')[0]}:*`)
}

/** The scopes that this holder would hand out without having them. */
export function exceedingScopes(holder: Holder, granted: readonly string[]): string[] {
  if (holder.special || holder.scopes.includes('*')) return []
  return granted.filter((scope) => !holdsScope(holder, scope))
}

import type { App } from '#api/route.ts'

/** Of any path; `OPTIONS *` asks for them. */
export const methods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']

export type RouteTable = {
  /** The methods that a path knows; `[]` for a path that is none. */
  methodsAt(url: string): string[]
}

/** Notes all routes as they are added, to tell a wrong method from a wrong path. */
export function createRouteTable(app: App): RouteTable {
  const added: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = []
  app.addHook('onRoute', ({ url, method }) => {
    added.push({ pattern: patternOf(url), methods: [method].flat() })
  })
  return {
    methodsAt: (url) => {
      const path = url.split('?', 1)[0] ?? ''
      if (path === '*') return methods
      const found = added.filter(({ pattern }) => pattern.test(path))
      if (found.length === 0) return []
      return [...new Set(['OPTIONS', ...found.flatMap((route) => route.methods)])].sort()
    },
  }
}

/** `/tickets/:id` → exactly such paths, with any text for `:id`. */
function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : RegExp.escape(segment)))
    .join('/')
  return new RegExp(`^${source}$`)
}

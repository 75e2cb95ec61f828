import { describeApi } from '#api/reference/document.ts'
import type { Json } from '#api/reference/json-schema.ts'
import type { DescribedRoute } from '#api/reference/operation.ts'
import type { App } from '#api/route.ts'

const BASE = '/api/v1'

/** Describes all routes that are added after it, at `/api/v1/openapi.json`. The document is made when first asked for. */
export function installOpenApi(app: App): void {
  const routes: DescribedRoute[] = []
  app.addHook('onRoute', ({ url, method, config = {}, schema = {} }) => {
    if (!url.startsWith(`${BASE}/`) || schema.hide) return
    const methods = [method].flat().filter((name) => name !== 'HEAD')
    for (const name of methods) {
      routes.push({ method: name, path: url.slice(BASE.length), config, schema })
    }
  })
  let document: Json | undefined
  app.get(`${BASE}/openapi.json`, { config: { group: 'public' } }, () => {
    document ??= describeApi(routes)
    return document
  })
}

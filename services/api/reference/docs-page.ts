import { hash } from 'node:crypto'
import { fastify } from 'fastify'
import type { App } from '#api/route.ts'
import { tagWith } from '#api/routes/entity-tag.ts'

const path = '/api/v1/docs'
const config = { group: 'public' } as const

/** Only what this server sends; styles are made by the page's own script. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>DeskHive API</title>
<link rel="icon" href="data:,">
</head>
<body>
<div id="reference"></div>
<script src="${path}/reference.js"></script>
<script src="${path}/start.js"></script>
</body>
</html>
`

/** Nothing that would ask another host: no fonts, no proxy, no telemetry, no assistant. */
const start = `Scalar.createApiReference('#reference', ${JSON.stringify({
  url: '/api/v1/openapi.json',
  authentication: { preferredSecurityScheme: 'apiKey' },
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  proxyUrl: '',
  showDeveloperTools: 'never',
  telemetry: false,
  withDefaultFonts: false,
})})
`

type File = { readonly type: string; readonly text: string | (() => Promise<string>) }

const files: { readonly [path: string]: File } = {
  [path]: { type: 'text/html', text: page },
  [`${path}/start.js`]: { type: 'text/javascript', text: start },
  [`${path}/reference.js`]: { type: 'text/javascript', text: loadScript() },
}

/** The reference to read: it shows `/api/v1/openapi.json`, works offline, and needs no key. */
export function installDocsPage(app: App): void {
  for (const [url, { type, text }] of Object.entries(files)) {
    app.get(url, { config, schema: { hide: true } }, async (_request, reply) => {
      const content = typeof text === 'string' ? text : await text()
      // Looked at again each time, for it changes with the release; mostly 304.
      reply.header('cache-control', 'no-cache')
      reply.header('content-security-policy', contentSecurityPolicy)
      tagWith(reply, 0, { content: hash('sha1', content) })
      return reply.type(`${type}; charset=utf-8`).send(content)
    })
  }
}

/** Five megabytes of script in a library as large: neither is in memory before somebody looks. */
function loadScript(): () => Promise<string> {
  let loaded: Promise<string> | undefined
  const load = async (): Promise<string> => {
    const { default: reference } = await import('@scalar/fastify-api-reference')
    await using shelf = fastify()
    await shelf.register(reference, { routePrefix: '/', configuration: { url: '/' } })
    const { payload } = await shelf.inject('/js/scalar.js')
    return payload
  }
  return () => {
    loaded ??= load()
    return loaded
  }
}

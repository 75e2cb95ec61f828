import { describedHeaders, describedParameters } from '#api/reference/headers.ts'
import type { Json } from '#api/reference/json-schema.ts'
import { type DescribedRoute, operationOf, tagOf } from '#api/reference/operation.ts'
import { sharedResponses } from '#api/reference/responses.ts'
import { componentSchemas } from '#api/reference/shown.ts'
import { agentKeyScopes } from '#api/routes/internal/agent-key-scopes.ts'

const description = `A support desk with a memory: customers have tickets, agents answer them, and every change is kept.

**Keys.** Send yours as \`X-API-KEY\`. Internal keys hold scopes like \`tickets:read\`, \`tickets:*\` or \`*\`;
external keys belong to one agent and see its work. A key cannot grant what it does not have: who makes an external
key, gives it to another agent or lets it live longer holds ${agentKeyScopes.map((scope) => `\`${scope}\``).join(', ')}.

**Answers** are \`{"data": …}\`, lists also \`meta\` with \`page\` and \`per_page\` as asked. **Errors** are
\`{"message": …}\`, with \`errors\` by field where the status is 422. A path that knows another method answers 405
with \`Allow\`; headers that are too large 431.

**Writing safely.** The same \`Idempotency-Key\` again brings the first answer again. \`If-Match\` with the \`ETag\` that
was read lets nobody overwrite what they have not seen. A read that sends a write's \`X-Position\` as
\`X-Min-Position\` sees it.

**Limits.** Each key has so many requests a minute (\`X-RateLimit-…\`); over it, 429 says when to come back.`

/** The OpenAPI 3.1 document of the routes, from the schemas that validate their requests. */
export function describeApi(routes: readonly DescribedRoute[]): Json {
  const paths: { [path: string]: { [method: string]: Json } } = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  const tags = [...new Set(routes.map(tagOf))]
  return {
    openapi: '3.1.0',
    info: { title: 'DeskHive', version: '1', description },
    servers: [{ url: '/api/v1' }],
    tags: tags.map((name) => ({ name, description: descriptionOf(name) })),
    'x-tagGroups': ['internal', 'external', 'public'].map((group) => ({
      name: group,
      tags: tags.filter((tag) => tag.startsWith(group)),
    })),
    paths,
    components: {
      securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'X-API-KEY' } },
      schemas: componentSchemas,
      headers: describedHeaders(),
      parameters: describedParameters(),
      responses: sharedResponses(),
    },
  }
}

function descriptionOf(tag: string): string {
  const [group = '', ...rest] = tag.split(/[ -]/)
  const subject = rest.join(' ')
  if (group === 'public') return 'What needs no key.'
  return group === 'external'
    ? `What an agent does with its own key: ${subject}.`
    : `What admins and integrations do: ${subject}.`
}

import type { App } from '../route.ts'

export type Answer = {
  readonly status: number
  readonly headers: { readonly [name: string]: unknown }
  /** As parsed from JSON; a test says itself what it expects of it. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
  readonly text: string
}

type Question = {
  /** An object is sent as JSON, a text as it is. */
  readonly body?: unknown
  /** The desk's first key unless given; `null` for none. */
  readonly key?: string | null | undefined
  readonly headers?: { readonly [name: string]: string }
}

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'

export type Ask = (method: Method, path: string, question?: Question) => Promise<Answer>

export function askerOf(app: App, firstKey: string): Ask {
  return async (method, path, { body, key = firstKey, headers = {} } = {}) => {
    const answer = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        ...(key === null ? {} : { 'x-api-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: isJson(answer) ? JSON.parse(answer.payload) : undefined,
      text: answer.payload,
    }
  }
}

type Told = { readonly payload: string; readonly headers: { readonly [name: string]: unknown } }

function isJson({ payload, headers }: Told): boolean {
  return payload !== '' && String(headers['content-type']).startsWith('application/json')
}

import { errorOf, NoAnswer } from './errors.ts'
import { createClient } from './generated/client/client.gen.ts'
import { DeskOperations } from './generated/sdk.gen.ts'
import { type Patience, patientFetch } from './retry.ts'

export type DeskClientOptions = Patience & {
  /** Of the desk, without `/api/v1`: `http://127.0.0.1:3000`. */
  readonly url: string
  readonly apiKey: string
}

/** A method for each operation of the API: `desk.createTicket({ body: { … } })`. */
export type DeskClient = DeskOperations

/**
 * Every method resolves to `{ data, response }`, and throws a `DeskError` for an answer that is none of
 * success, `NoAnswer` where none came, or what its `signal` was aborted with.
 */
export function createDeskClient({ url, apiKey, ...patience }: DeskClientOptions): DeskClient {
  const client = createClient({
    baseUrl: `${url.replace(/\/+$/, '')}/api/v1`,
    auth: apiKey,
    fetch: patientFetch(patience),
    throwOnError: true,
    headers: { 'Content-Type': 'application/json' },
  })
  client.interceptors.error.use((thrown, response, request) => {
    if (response) return errorOf(response, thrown)
    return request?.signal.aborted ? request.signal.reason : new NoAnswer(thrown)
  })
  return new DeskOperations({ client })
}

import { HttpError } from '#api/plugins/http-error.ts'

/** Until somebody starts it with one, which a client that waits may live to see. */
const RETRY_AFTER_SECONDS = '60'

/** @param what cannot be done without it: `Webhooks need` */
export function needsSecretsKey(what: string): HttpError {
  const message = `${what} SECRETS_KEY, which this desk was started without`
  return new HttpError(503, message, { 'retry-after': RETRY_AFTER_SECONDS })
}

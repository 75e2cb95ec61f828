import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http2'

/** Whether a call may read and write events. */
export type Admission = (headers: IncomingHttpHeaders) => boolean

/** The one user there is. */
export const USER = 'deskhive'

/** @param password `null` lets everybody in */
export function admissionBy(password: string | null): Admission {
  if (password === null) return () => true
  const wanted = digest(`Basic ${Buffer.from(`${USER}:${password}`).toString('base64')}`)
  return ({ authorization = '' }) => timingSafeEqual(digest(authorization), wanted)
}

/** Of one length, as comparing without a hint asks for. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

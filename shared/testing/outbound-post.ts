import { PostFailed, post } from '../outbound/post.ts'

/** How long a receiver has; short, since many tests wait for it. */
export const limitMs = 1_000

const allowingLocal = { allowed: [{ host: '127.0.0.1', port: null }] }

/** A small request, to a receiver on this machine where nothing else is allowed. */
export const send = (url: string, reach: Parameters<typeof post>[1] = allowingLocal) =>
  post({ url, headers: { 'content-type': 'application/json' }, body: '{"a":1}', limitMs }, reach)

/** The code that it failed with, or `none`. */
export async function failureOf(sent: Promise<unknown>): Promise<string> {
  const [result] = await Promise.allSettled([sent])
  if (result.status === 'fulfilled') return 'none'
  return result.reason instanceof PostFailed ? result.reason.code : String(result.reason)
}

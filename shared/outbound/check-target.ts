import { addressesOf, notPublic, type Reach, readTarget } from './target.ts'

/** Somebody waits for the answer; and whatever is found out here is looked at again before each request. */
const RESOLVE_LIMIT_MS = 1_000

/**
 * For whoever saves a URL to which the desk will send. A name that leads nowhere is taken: it may be made
 * tomorrow, and our name server may be what is silent; each request then fails with a code that says so.
 * @returns what is wrong with it, to follow the field's name; null where nothing is
 */
export async function checkTarget(text: string, reach: Reach): Promise<string | null> {
  const target = readTarget(text, reach)
  if (target.refused !== null) return target.refused
  if (target.isAllowed) return null
  const addresses = await addressesOf(target, { ...reach, limitMs: RESOLVE_LIMIT_MS })
  return addresses === null ? notPublic : null
}

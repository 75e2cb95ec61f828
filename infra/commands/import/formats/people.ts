import { createHash } from 'node:crypto'

/** Where a person has no address in the file; `.invalid` is nobody's, for ever (RFC 2606). */
const HASH_CHARACTERS = 6
/** As long as the desk takes one. */
const LONGEST_EMAIL = 250

/**
 * The same name has the same address in every file and run, however its letters are composed; names that differ in
 * anything else have another.
 */
export function personCalled(named: string, domain: string) {
  const name = named.normalize('NFC')
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  const isExact = plain.replaceAll('-', ' ') === name.toLowerCase()
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_CHARACTERS)
  const local = isExact ? plain : [plain, hash].filter(Boolean).join('-')
  return { name, email: addressOf(local, hash, `@${domain}.invalid`) }
}

/** Of the longest names the end does not fit, and the hash tells them apart. */
function addressOf(local: string, hash: string, end: string): string {
  const room = LONGEST_EMAIL - end.length
  const fitting = local.length > room ? `${local.slice(0, room - hash.length - 1)}-${hash}` : local
  return fitting + end
}

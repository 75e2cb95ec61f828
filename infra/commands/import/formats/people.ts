import { createHash } from 'node:crypto'

/** Where a person has no address in the file; `.invalid` is nobody's, for ever (RFC 2606). */
const HASH_CHARACTERS = 6

/** The same name has the same address in every file and run; names that differ in anything have another. */
export function personCalled(name: string, domain: string) {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  const isExact = plain.replaceAll('-', ' ') === name.toLowerCase()
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_CHARACTERS)
  const local = isExact ? plain : [plain, hash].filter(Boolean).join('-')
  return { name, email: `${local}@${domain}.invalid` }
}

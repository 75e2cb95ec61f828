/** The public keys that roots may be signed with; null where nobody has told one. */
export type KnownKeys = ReadonlySet<string> | null

/** Without known keys whoever signed the first root is taken for the desk, and must have signed them all. */
export function trustIn(keys: KnownKeys): (publicKey: string) => boolean {
  if (keys !== null) return (publicKey) => keys.has(publicKey)
  let first: string | null = null
  return (publicKey) => {
    first ??= publicKey
    return publicKey === first
  }
}

import type { Caller } from '#api/caller.ts'

/** The valid API keys, as far as they were asked for: a cache in front of the read model. */
export type KnownKeys = {
  /**
   * @param hash of the raw key, SHA-256 in hex
   * @returns who calls, at once where it is known; `null` for no valid key
   * @throws Unavailable
   */
  find(hash: string): KnownCaller | null | Promise<KnownCaller | null>
  /** A key or an agent changed: what was known of it is forgotten. */
  forgetStream(stream: string): void
  forgetAll(): void
}

export type KnownCaller = {
  readonly caller: Caller
  /** Milliseconds since 1970; `Infinity` for a key without an end. */
  readonly expiresAt: number
}

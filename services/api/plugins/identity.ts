import type { Caller } from '#api/caller.ts'

/** Who a request comes from, as far as its key tells. */
export type Identity =
  | { readonly caller: Caller; readonly countedAs: string; readonly refusal: null }
  | { readonly caller: null; readonly countedAs: string; readonly refusal: Error }

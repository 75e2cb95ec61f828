import type { Routes } from '#api/route.ts'

/** Every route of the API, in the order of the contract. Paths begin after `/api/v1`. */
export const routes: readonly Routes[] = []

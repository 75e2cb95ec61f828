import { randomBytes } from 'node:crypto'

/** A key in the form that the API gives out itself, from 24 random bytes. */
export function makeFirstKey(): string {
  return `dh_int_${randomBytes(24).toString('base64url')}`
}

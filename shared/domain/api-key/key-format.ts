import { hash } from 'node:crypto'

export const keyTypes = ['internal', 'external'] as const
export type KeyType = (typeof keyTypes)[number]

const prefixes = { internal: 'dh_int_', external: 'dh_ext_' } as const
const checksumLength = 8
/** 24 bytes: 192 bits nobody guesses. */
export const keySecretBytes = 24

/**
 * `dh_int_<48 hex digits><8 hex digits of checksum>`: the checksum tells keys from typing errors without asking the desk.
 * @param secret `keySecretBytes` random bytes
 */
export function makeApiKey(type: KeyType, secret: Uint8Array): string {
  const body = prefixes[type] + Buffer.from(secret).toString('hex')
  return body + checksumOf(body)
}

/** Whether it is worth looking for. The form of ours does not help: the first key of a desk may be any such text. */
export function mayBeKey(key: string): boolean {
  return /^[\x21-\x7e]{32,200}$/.test(key)
}

/** SHA-256 in hex: enough for 192 random bits, and the only form in which a key is kept. */
export function hashApiKey(key: string): string {
  return hash('sha256', key, 'hex')
}

/** What may be shown of a key ever after. */
export function prefixOf(key: string): string {
  return key.slice(0, 12)
}

function checksumOf(body: string): string {
  return hash('sha256', body, 'hex').slice(0, checksumLength)
}

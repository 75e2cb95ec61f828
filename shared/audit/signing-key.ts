import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { canonicalJson } from '../event-store/canonical-json.ts'
import type { RootStatement } from './audit-root.ts'

/** 32 random bytes as hexadecimal text: all that an Ed25519 key is made from. */
export const makeSigningKey = (): string => randomBytes(32).toString('hex')

/** What stands before the 32 bytes of a key in its standard forms (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

export type SigningKey = { readonly privateKey: KeyObject; readonly publicKey: string }

/** @param text as `makeSigningKey` makes it */
export function readSigningKey(text: string): SigningKey {
  const der = Buffer.concat([PRIVATE_PREFIX, Buffer.from(text, 'hex')])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return { privateKey, publicKey: spki.subarray(PUBLIC_PREFIX.length).toString('base64url') }
}

type Unsigned = Omit<RootStatement, 'signature' | 'public_key'>

export function signRoot(unsigned: Unsigned, key: SigningKey): RootStatement {
  const statement = { ...unsigned, public_key: key.publicKey }
  const signature = sign(null, bytesOf(statement), key.privateKey).toString('base64url')
  return { ...statement, signature }
}

/** Whether whoever holds the private half of `public_key` signed exactly this. */
export function isSigned(root: RootStatement): boolean {
  const { events, manifest_hash, position, public_key, root: hash, signature, signed_at } = root
  try {
    const der = Buffer.concat([PUBLIC_PREFIX, Buffer.from(public_key, 'base64url')])
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    const signed = bytesOf({ events, manifest_hash, position, public_key, root: hash, signed_at })
    return verify(null, signed, key, Buffer.from(signature, 'base64url'))
  } catch {
    return false // not even a key
  }
}

function bytesOf(statement: Omit<RootStatement, 'signature'>): Buffer {
  return Buffer.from(canonicalJson(statement), 'utf8')
}

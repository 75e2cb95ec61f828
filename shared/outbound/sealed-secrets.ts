import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** 32 random bytes as hexadecimal text: what `SECRETS_KEY` holds. */
export const makeSecretsKey = (): string => randomBytes(32).toString('hex')

const ALGORITHM = 'aes-256-gcm'
const VERSION = '1'

/** Of GCM, as NIST SP 800-38D §8.2 recommends it; at random it is good for 2^32 secrets under one key. */
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * For secrets that have to be read again, such as those that sign webhooks: in the database, in its backups and
 * in logs they are sealed. An owner (`webhook-7`) is sealed in, so that a row moved to another opens nothing.
 */
type SealedSecrets = {
  readonly seal: (secret: string, owner: string) => string
  /** @throws CannotOpen */
  readonly open: (sealed: string, owner: string) => string
}

/** The key is not among those given, the owner is another, or the text was changed. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen'
}

/** @param keys as `makeSecretsKey` makes them: the first seals, every one opens, so that a new one can be put in front */
export function sealedSecrets(keys: readonly [string, ...string[]]): SealedSecrets {
  const [first] = keys
  const known = new Map(keys.map((key) => [nameOf(key), Buffer.from(key, 'hex')]))

  return {
    seal: (secret, owner) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, Buffer.from(first, 'hex'), nonce).setAAD(
        Buffer.from(owner, 'utf8'),
      )
      const sealed = [cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]
      const parts = [nonce, Buffer.concat(sealed)].map((bytes) => bytes.toString('base64url'))
      return [VERSION, nameOf(first), ...parts].join('.')
    },
    open: (sealed, owner) => {
      const [version, name = '', nonce = '', text = ''] = sealed.split('.')
      const key = known.get(name)
      if (version !== VERSION || key === undefined) {
        throw new CannotOpen('None of the keys in SECRETS_KEY has sealed this secret')
      }
      return decrypt(Buffer.from(text, 'base64url'), {
        key,
        nonce: Buffer.from(nonce, 'base64url'),
        owner,
      })
    },
  }
}

function decrypt(
  sealed: Buffer,
  { key, nonce, owner }: { key: Buffer; nonce: Buffer; owner: string },
): string {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(owner, 'utf8')).setAuthTag(sealed.subarray(-TAG_BYTES))
    const text = [decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]
    return Buffer.concat(text).toString('utf8')
  } catch (cause) {
    throw new CannotOpen('The secret was sealed for another owner, or was changed', { cause })
  }
}

/** Without a key: nothing is sealed, and none that was sealed before is opened. */
export const noKey: SealedSecrets = { seal: cannot, open: cannot }

function cannot(): never {
  throw new CannotOpen('There is no SECRETS_KEY')
}

/** Tells keys apart without telling them. */
function nameOf(key: string): string {
  return createHash('sha256').update(`name of ${key}`).digest('hex').slice(0, 8)
}

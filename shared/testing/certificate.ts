import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A certificate that vouches for itself, for a day. */
export type TestCertificate = { readonly key: string; readonly cert: string }

const HOUR_MS = 3_600_000

// X.509 (RFC 5280 §4.1) in DER (X.690), as far as a TLS server needs it; Ed25519 as in RFC 8410.
const SEQUENCE = 0x30
const SET = 0x31
const OBJECT_ID = { ed25519: '2b6570', commonName: '550403', subjectAltName: '551d11' }

/** @param host for which it is made out */
export function makeCertificate(host: string): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const algorithm = der(SEQUENCE, objectId(OBJECT_ID.ed25519))
  const commonName = der(SEQUENCE, objectId(OBJECT_ID.commonName), der(0x0c, Buffer.from(host)))
  const name = der(SEQUENCE, der(SET, commonName))
  const validity = der(SEQUENCE, time(Date.now() - HOUR_MS), time(Date.now() + 24 * HOUR_MS))
  const alternative = der(0x04, der(SEQUENCE, der(0x82, Buffer.from(host))))
  const extension = der(SEQUENCE, objectId(OBJECT_ID.subjectAltName), alternative)

  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, der(SEQUENCE, extension)),
  )
  const signature = der(0x03, Buffer.from([0]), sign(null, body, privateKey))
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: pem(der(SEQUENCE, body, algorithm, signature)),
  }
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const lengthBytes = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...lengthBytes]), content])
}

function objectId(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

/** UTCTime: `YYMMDDhhmmssZ`. */
function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/\D/g, '').slice(2, 14)
  return der(0x17, Buffer.from(`${digits}Z`))
}

function pem(bytes: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64')}\n-----END CERTIFICATE-----\n`
}

import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type pg from 'pg'
import { query } from './query.ts'

/** Password hashes of agents: beside the log, because what is in the log stays for ever. */
export type AgentPasswords = {
  set(agentId: number, password: string): Promise<void>
  /** Takes as long for an agent without a password. */
  isRight(agentId: number, password: string): Promise<boolean>
}

/** RFC 9106, section 4, the second recommended option with less memory: 64 MiB, 3 passes. */
const cost = { memory: 65_536, passes: 3, parallelism: 4, tagLength: 32 } as const
const NONCE_BYTES = 16

const store = {
  name: 'password set',
  text: `
    insert into desk.agent_passwords (agent_id, hash) values ($1, $2)
    on conflict (agent_id) do update set hash = excluded.hash, updated_at = clock_timestamp()`,
}
const read = {
  name: 'password read',
  text: 'select hash from desk.agent_passwords where agent_id = $1',
}

export function createAgentPasswords(pool: pg.Pool): AgentPasswords {
  return {
    set: async (agentId, password) => {
      const nonce = randomBytes(NONCE_BYTES)
      await query(pool, store, [agentId, encode(nonce, await digest(password, nonce))])
    },
    isRight: async (agentId, password) => {
      const [row] = await query<{ hash: string }>(pool, read, [agentId])
      const { nonce, tag } = decode(row?.hash ?? nobodysHash)
      return timingSafeEqual(await digest(password, nonce), tag)
    },
  }
}

const argon2Async = promisify(argon2)

function digest(password: string, nonce: Buffer): Promise<Buffer> {
  return argon2Async('argon2id', { message: password.normalize('NFC'), nonce, ...cost })
}

/** The form in which other programs write it: `$argon2id$v=19$m=…,t=…,p=…$nonce$tag`. */
function encode(nonce: Buffer, tag: Buffer): string {
  const { memory, passes, parallelism } = cost
  const parameters = `m=${memory},t=${passes},p=${parallelism}`
  return `$argon2id$v=19$${parameters}$${unpadded(nonce)}$${unpadded(tag)}`
}

function decode(hash: string): { nonce: Buffer; tag: Buffer } {
  const [, , , , nonce = '', tag = ''] = hash.split('$')
  return { nonce: Buffer.from(nonce, 'base64'), tag: Buffer.from(tag, 'base64') }
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

const nobodysHash = encode(randomBytes(NONCE_BYTES), randomBytes(cost.tagLength))

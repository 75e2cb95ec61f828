import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { query } from './query.ts'

/** Values that follow from the desk's own secret, which is made once and never leaves this room. */
export type Secrets = {
  /** HMAC-SHA256, 32 bytes; `purpose` keeps the uses of the one secret apart. */
  hmac(purpose: string, ...parts: readonly (string | Buffer)[]): Promise<Buffer>
}

const SECRET_BYTES = 32

const makeOrRead = {
  name: 'secret',
  text: `
    with made as (
      insert into desk.secrets (name, value) values ('hmac', $1)
      on conflict (name) do nothing returning value
    )
    select value from made union all select value from desk.secrets where name = 'hmac'`,
}

export function createSecrets(pool: pg.Pool): Secrets {
  let secret: KeyObject | null = null

  const readSecret = async (): Promise<KeyObject> => {
    for (;;) {
      const [row] = await query<{ value: Buffer }>(pool, makeOrRead, [randomBytes(SECRET_BYTES)])
      // None where another process is just making it: its row is not in this statement's snapshot.
      if (row) return createSecretKey(row.value)
    }
  }
  return {
    hmac: async (purpose, ...parts) => {
      secret ??= await readSecret()
      const hmac = createHmac('sha256', secret).update(purpose)
      for (const part of parts) hmac.update('\n').update(part)
      return hmac.digest()
    },
  }
}

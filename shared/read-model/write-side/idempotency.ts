import type pg from 'pg'
import { query } from './query.ts'

/**
 * The first answer to each `Idempotency-Key`, and before there is one, what makes the request repeatable.
 * A row is leased to the attempt that runs; when that one dies, the next takes over with the same command.
 */
export type IdempotencyRows = {
  begin(request: RepeatableRequest): Promise<Begun>
  keepAnswer(row: RowReference, answer: StoredAnswer): Promise<void>
  /** Nothing was written and nothing is to be repeated: the key may be used again. */
  forget(row: RowReference): Promise<void>
  /** The outcome is unknown: the next attempt need not wait for the lease. */
  giveUp(row: RowReference): Promise<void>
  /** @returns how many rows over 24 h were deleted */
  cleanUp(): Promise<number>
}

export type RowReference = {
  readonly apiKeyId: number
  readonly key: string
  readonly attempt: number
}

export type RepeatableRequest = {
  readonly apiKeyId: number
  readonly key: string
  readonly requestHash: Buffer
  readonly commandId: string
  readonly occurredAt: string
  readonly givenId: number | null
}

type StoredAnswer = {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  /** `null` where it may not be stored; then a repeat runs again. */
  readonly body: string | null
}

export type Begun =
  | {
      readonly state: 'yours'
      readonly commandId: string
      readonly occurredAt: string
      readonly givenId: number | null
      /** 1 for the first. */
      readonly attempt: number
      /** It was answered before, but the answer was not stored. */
      readonly wasAnswered: boolean
    }
  | { readonly state: 'answered'; readonly answer: StoredAnswer }
  | { readonly state: 'running' }
  | { readonly state: 'other request' }

/** Longer than a request takes, for a lease is not renewed; what a retry after a crash waits at most. */
const LEASE_SECONDS = 10
/** The contract: keys are kept 24 h. */
const KEPT = "interval '24 hours'"
/** Per clean-up, so that it never holds the table for long. */
const MAX_DELETED = 5_000

const begin = {
  name: 'idempotency begin',
  text: `
    insert into desk.idempotency as row
      (api_key_id, key, request_hash, command_id, occurred_at, given_id, leased_until)
    values ($1, $2, $3, $4, $5, $6, clock_timestamp() + interval '${LEASE_SECONDS} seconds')
    on conflict (api_key_id, key) do update
    set leased_until = excluded.leased_until, attempt = row.attempt + 1
    where row.request_hash = excluded.request_hash
      and row.leased_until < clock_timestamp()
      and row.created_at > clock_timestamp() - ${KEPT}
      and (row.status is null or row.body is null)
    returning command_id as "commandId", occurred_at as "occurredAt", given_id as "givenId", attempt,
      status is not null as "wasAnswered"`,
}
const read = {
  name: 'idempotency read',
  text: `
    select request_hash = $3 as "isSame", status, headers, body,
      created_at < clock_timestamp() - ${KEPT} as "isOver"
    from desk.idempotency where api_key_id = $1 and key = $2`,
}
const keepAnswer = {
  name: 'idempotency answer',
  text: `
    update desk.idempotency
    set status = $4, headers = $5, body = $6, leased_until = clock_timestamp()
    where api_key_id = $1 and key = $2 and attempt >= $3`,
}
const forget = {
  name: 'idempotency forget',
  text: `
    delete from desk.idempotency
    where api_key_id = $1 and key = $2 and attempt = $3 and status is null`,
}
const giveUp = {
  name: 'idempotency give up',
  text: `
    update desk.idempotency set leased_until = clock_timestamp()
    where api_key_id = $1 and key = $2 and attempt = $3`,
}
const forgetOld = {
  name: 'idempotency forget old',
  text: `
    delete from desk.idempotency where api_key_id = $1 and key = $2
      and created_at < clock_timestamp() - ${KEPT}`,
}
const cleanUp = {
  name: 'idempotency clean up',
  text: `
    delete from desk.idempotency where ctid = any (array(
      select ctid from desk.idempotency where created_at < clock_timestamp() - ${KEPT}
      limit ${MAX_DELETED})) returning 1`,
}

type Mine = Omit<Extract<Begun, { state: 'yours' }>, 'state'>
type Kept = {
  readonly isSame: boolean
  readonly isOver: boolean
  readonly status: number | null
  readonly headers: StoredAnswer['headers'] | null
  readonly body: string | null
}

export function createIdempotencyRows(pool: pg.Pool): IdempotencyRows {
  const at = ({ apiKeyId, key, attempt }: RowReference) => [apiKeyId, key, attempt]

  return {
    begin: async (request) => {
      const { apiKeyId, key, requestHash, commandId, occurredAt, givenId } = request
      const values = [apiKeyId, key, requestHash, commandId, occurredAt, givenId]
      for (;;) {
        const [mine] = await query<Mine>(pool, begin, values)
        if (mine) return { state: 'yours', ...mine }
        const [kept] = await query<Kept>(pool, read, [apiKeyId, key, requestHash])
        if (kept?.isOver) await query(pool, forgetOld, [apiKeyId, key])
        else if (kept) return standingOf(kept)
      }
    },
    keepAnswer: async (row, { status, headers, body }) => {
      await query(pool, keepAnswer, [...at(row), status, JSON.stringify(headers), body])
    },
    forget: async (row) => void (await query(pool, forget, at(row))),
    giveUp: async (row) => void (await query(pool, giveUp, at(row))),
    cleanUp: async () => (await query(pool, cleanUp, [])).length,
  }
}

function standingOf({ isSame, status, headers, body }: Kept): Begun {
  if (!isSame) return { state: 'other request' }
  if (status === null || body === null) return { state: 'running' }
  return { state: 'answered', answer: { status, headers: headers ?? {}, body } }
}

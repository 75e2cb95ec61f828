import { randomUUID } from 'node:crypto'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { within } from '@deskhive/shared/kernel/within.ts'
import type { FaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import type { Kysely } from 'kysely'
import { DeliveryFailed, NotWanted } from '#notifier/channels/channel.ts'
import type {
  Claim,
  DeliveryInHand,
  DeliveryKind,
  Outcome,
  Retries,
  Sent,
} from './delivery-kind.ts'
import { gathering } from './gather.ts'
import { keepClaim } from './keep-claim.ts'
import { OWN_FAULT_PAUSE_MS, retryDelayMs } from './limits.ts'
import type { ReceiverTimes } from './receiver-times.ts'
import { type Settling, settleDeliveries } from './settle-delivery.ts'

type Delivering<InHand extends DeliveryInHand> = {
  readonly db: Kysely<NotifierTables>
  readonly kind: DeliveryKind<InHand>
  readonly logger: Logger
  readonly onOutcome: (outcome: Outcome['state']) => void
  readonly receivers: ReceiverTimes
  readonly ledger: Ledger<InHand>
  /** As many at once as the kind allows; who still waits when this process is to end is refused. */
  readonly sendInTurn: <Result>(send: () => Promise<Result>) => Promise<Result>
  /** Names: `before-send`, `after-send`. A recovery test stops the program there. */
  readonly faultPoint?: FaultPoint
}

/** What the rows say, asked by as many tries as are at work at once. */
type Ledger<InHand extends DeliveryInHand> = {
  /** @returns nothing where there is nothing to do */
  readonly claim: (claim: Claim) => Promise<InHand | undefined>
  /** @returns whether the try still had what it settles */
  readonly settle: (settling: Settling) => Promise<boolean>
}

export function openLedger<InHand extends DeliveryInHand>(
  db: Kysely<NotifierTables>,
  kind: Pick<DeliveryKind<InHand>, 'rows' | 'claim'>,
): Ledger<InHand> {
  return {
    claim: gathering(async (claims) => {
      const inHand = new Map((await kind.claim(db, claims)).map((one) => [one.token, one]))
      return claims.map(({ token }) => inHand.get(token))
    }),
    settle: gathering((settlings) => settleDeliveries(db, kind.rows.table, settlings)),
  }
}

/**
 * One try at one delivery. The row decides: whoever claims it sends, everyone else finds nothing to do,
 * and who lost the claim meanwhile leaves the outcome to the next one, who sends with the same id.
 */
export async function deliver<InHand extends DeliveryInHand>(
  delivering: Delivering<InHand>,
  id: string,
): Promise<void> {
  const { db, logger, kind, ledger } = delivering
  const token = randomUUID()
  const delivery = await ledger.claim({ id, token })
  if (delivery === undefined) return

  const held = { ids: delivery.delivery_ids, token }
  using _claim = keepClaim(db, kind.rows.table, held)
  const outcome = await attempt(delivering, delivery)
  const isOurs = await ledger.settle({ held, outcome })
  if (!isOurs) return
  delivering.onOutcome(outcome.state)
  if (outcome.state === 'failed') {
    const { name: channel } = kind
    logger.error({ delivery: id, channel, code: outcome.code }, 'a delivery failed for good')
  }
}

async function attempt<InHand extends DeliveryInHand>(
  { kind, receivers, sendInTurn, faultPoint }: Delivering<InHand>,
  delivery: InHand,
): Promise<Outcome> {
  const { cancelled, attempts } = delivery
  if (cancelled !== null) return { state: 'cancelled', code: cancelled, status: null }
  // Counted at the claim, so a delivery that kills its worker again and again comes to an end here.
  if (attempts > kind.retries.attempts) return { state: 'failed', code: 'abandoned', status: null }

  let isItsTurn = false
  try {
    return await sendInTurn(async () => {
      isItsTurn = true
      await faultPoint?.('before-send')
      const sending = inTime((signal) => kind.send(delivery, signal), kind.tryLimitMs)
      const { status } = await receivers.time(delivery.receiver_id, sending)
      await faultPoint?.('after-send')
      return { state: 'delivered', status }
    })
  } catch (error) {
    return isItsTurn ? outcomeOf(error, attempts, kind.retries) : handedBack
  }
}

/** At once, for another process. */
const handedBack: Outcome = {
  state: 'pending',
  code: 'handed-back',
  status: null,
  retryInMs: 0,
  isCounted: false,
}

/** What is late by then has failed, and is told to stop. */
function inTime(send: (signal: AbortSignal) => Promise<Sent>, limitMs: number): Promise<Sent> {
  const limit = new AbortController()
  return within(limitMs, send(limit.signal), () => {
    limit.abort()
    return new DeliveryFailed('ETIMEDOUT', false)
  })
}

function outcomeOf(error: unknown, attempts: number, retries: Retries): Outcome {
  if (error instanceof NotWanted) {
    return { state: 'cancelled', code: error.code, status: error.status }
  }
  if (error instanceof Unavailable) return ownFault(error)
  const { code, status, isFinal } = describeFailure(error)
  if (isFinal || attempts >= retries.attempts) return { state: 'failed', code, status }
  const retryInMs = retryDelayMs(retries, attempts, Math.random())
  return { state: 'pending', code, status, retryInMs, isCounted: true }
}

/** What nobody foresaw is worth another try, too. */
function describeFailure(error: unknown): Pick<DeliveryFailed, 'code' | 'status' | 'isFinal'> {
  return error instanceof DeliveryFailed
    ? error
    : { code: 'EUNKNOWN', status: null, isFinal: false }
}

function ownFault({ dependency }: Unavailable): Outcome {
  const code = `${dependency}-away`
  return { state: 'pending', code, status: null, retryInMs: OWN_FAULT_PAUSE_MS, isCounted: false }
}

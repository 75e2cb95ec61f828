/**
 * What makes a request repeatable: with an `Idempotency-Key` all of it is kept, so that a retry after
 * a crash decides, numbers and names its events as the first attempt did.
 */
export type RequestCommand = {
  /** A UUID; the ids of the events follow from it. */
  readonly id: string
  /** ISO 8601, UTC. */
  readonly occurredAt: string
  /** An earlier attempt may have got as far as the log. */
  readonly mayBeRepeat: boolean
  /** One did, so what would refuse the request today is not asked: it was let do it. */
  readonly isRecorded: boolean
  /** The id for the new thing, where the route creates one and it is known already. */
  readonly givenId: number | null
}

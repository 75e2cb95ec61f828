import { type Evolution, fold } from '@deskhive/shared/kernel/decider.ts'
import { type DomainEvent, parseEvent, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { Refused } from '@deskhive/shared/kernel/refused.ts'
import { metadataAt } from '@deskhive/shared/testing/given.ts'

/** Adds to the log what is decided on one stream as it stands there; nothing where that is refused. */
export function record<State, E extends DomainEvent>(
  log: RecordedEvent[],
  stream: string,
  evolution: Evolution<State, E>,
  decide: (state: State) => readonly DomainEvent[],
): void {
  const history = log.filter((event) => event.stream === stream)
  const decided = decideOrNothing(() => decide(fold(evolution, history.map(parseEvent<E>))))
  for (const [index, event] of decided.entries()) {
    log.push(recordedEvent(event, { stream, revision: history.length + index, place: log.length }))
  }
}

function decideOrNothing(decide: () => readonly DomainEvent[]): readonly DomainEvent[] {
  try {
    return decide()
  } catch (error) {
    if (error instanceof Refused) return []
    throw error
  }
}

/** Positions grow, but not by one: as in a real log. */
const POSITION_STEP = 97n

function recordedEvent(
  event: DomainEvent,
  at: { stream: string; revision: number; place: number },
): RecordedEvent {
  const { stream, revision, place } = at
  const time = new Date(Date.UTC(2026, 0, 1) + place * 1_234).toISOString()
  return {
    ...event,
    id: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
    stream,
    revision,
    position: BigInt(place) * POSITION_STEP,
    recorded_at: time,
    metadata: metadataAt(time),
  }
}

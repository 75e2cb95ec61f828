import type { EventMetadata } from '@deskhive/shared/kernel/event.ts'

/** Which rule decided an event, and the event that it answers; `null` where whoever asked decided it. */
export function presentRule({ rule, $causationId }: Partial<EventMetadata>) {
  return rule === undefined ? null : { name: rule, caused_by: $causationId ?? null }
}

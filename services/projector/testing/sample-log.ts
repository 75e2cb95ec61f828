import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import fc from 'fast-check'
import { randomLog } from '#projector/testing/random-history.ts'

/** A label, just before the last event of the log. */
export function refusedEvent(
  log: readonly RecordedEvent[],
  index: number,
  name: string,
): RecordedEvent {
  const last = log.at(-1)
  if (last === undefined) throw new Error('The sample is empty')
  return {
    ...last,
    id: `00000000-0000-4000-9000-00000000000${index}`,
    stream: `label-${900 + index}`,
    revision: 0,
    position: last.position - 10n + BigInt(index),
    type: 'LabelCreated',
    data: { name, color: null },
  }
}

/** The same each time. */
export function sampleLog(): RecordedEvent[] {
  const [log = []] = fc.sample(randomLog(), { numRuns: 1, seed: 7 })
  return log
}

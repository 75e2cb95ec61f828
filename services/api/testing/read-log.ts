import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { logStart } from '@deskhive/shared/kernel/position.ts'
import type { Ask } from './ask.ts'
import type { TestApi } from './start-test-desk.ts'

type Query = Readonly<Record<string, string>>

/** More than any test writes. */
const MOST_EVENTS = 100_000

export async function wholeLog({ desk: { log } }: TestApi): Promise<RecordedEvent[]> {
  return (await log.readAll({ from: logStart, maxCount: MOST_EVENTS })).events
}

/** The body of one page of the feed. */
export async function readFeedPage(ask: Ask, query: Query) {
  const answer = await ask('GET', `/internal/events?${new URLSearchParams(query).toString()}`)
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
  return answer.body
}

/** Page after page until the end. */
export async function readFeedToEnd(ask: Ask, query: Query) {
  const items: { position: string; type: string }[] = []
  let after: Query = {}
  for (;;) {
    const { data, meta } = await readFeedPage(ask, { ...query, ...after })
    items.push(...data)
    if (meta.end_of_stream) return { items, meta }
    after = { after: meta.next_position }
  }
}

export const positionsOf = (events: readonly { readonly position: bigint | string }[]) =>
  events.map(({ position }) => String(position))

import type { DeskClient } from './desk-client.ts'
import type { FeedEvent } from './generated/types.gen.ts'
import { pause } from './retry.ts'

type Page = { readonly page: number; readonly per_page: number }
type Listed<Item> = {
  readonly data: { readonly data: readonly Item[]; readonly meta: { readonly last_page: number } }
}

/** The most that the API gives at once. */
const PER_PAGE = 200
const EVENTS_PER_PAGE = 1_000
/** How often the head of the log is looked at, by who follows it. */
const LOOK_AGAIN_MS = 1_000

/**
 * Everything that a list holds, a page at a time and only as far as it is asked for.
 *
 *   for await (const ticket of everyItem((page) => desk.listTickets({ query: { status: 'open', ...page } })))
 */
export async function* everyItem<Item>(
  list: (page: Page) => Promise<Listed<Item>>,
): AsyncGenerator<Item, void, undefined> {
  for (let page = 1, last = 1; page <= last; page += 1) {
    const { data } = await list({ page, per_page: PER_PAGE })
    yield* data.data
    last = data.meta.last_page
  }
}

export type FeedOptions = {
  /** A position of the log: the events after it. From the beginning unless given. */
  readonly after?: string
  /** Only these types, separated by commas. */
  readonly types?: string
  /** Only of this resource. */
  readonly resource?: string
  /** Waits at the head for what comes, until `signal` aborts. */
  readonly follow?: boolean
  readonly signal?: AbortSignal
}

/** Every event of the log in order, none twice and none left out. */
export async function* everyEvent(
  desk: DeskClient,
  { after, follow = false, signal, ...filter }: FeedOptions = {},
): AsyncGenerator<FeedEvent, void, undefined> {
  let position = after
  for (;;) {
    const { data } = await desk.listEvents({
      query: {
        ...filter,
        limit: EVENTS_PER_PAGE,
        ...(position !== undefined && { after: position }),
      },
      ...(signal && { signal }),
    })
    yield* data.data
    position = data.meta.next_position ?? position
    if (!data.meta.end_of_stream) continue
    if (!follow) return
    await pause(LOOK_AGAIN_MS, signal)
  }
}

import type { ImportRun } from './run-import.ts'
import { type Call, sendTickets } from './send-tickets.ts'
import type { OutgoingTicket } from './source.ts'

export type Delivery = {
  readonly deliver: ImportRun['deliver']
  /** Resolves when lists and reports show all that was delivered. */
  readonly settle: () => Promise<void>
}

export function openDelivery(desk: Call, signal: AbortSignal): Delivery {
  let newest: { readonly position: bigint; readonly ticket: OutgoingTicket | undefined } | null =
    null
  return {
    deliver: async (tickets) => {
      const { results, position } = await sendTickets(desk, tickets, signal)
      if (position !== null && position > (newest?.position ?? -1n)) {
        newest = { position, ticket: tickets[0] }
      }
      return results
    },
    settle: async () => {
      if (newest?.ticket === undefined) return
      // That it is there already changes nothing, and a key that may import may ask it.
      await sendTickets({ ...desk, minPosition: newest.position }, [newest.ticket], signal)
    },
  }
}

import type { Stage } from './stage.ts'
import { catchUp } from './stages/catch-up.ts'
import { createTickets } from './stages/create-tickets.ts'
import { email } from './stages/email.ts'
import { notificationDelay } from './stages/notification-delay.ts'
import { openStreams } from './stages/open-streams.ts'
import { pastOfTicket } from './stages/past-of-ticket.ts'
import { rebuildMemory, rebuildRate } from './stages/rebuild.ts'

/** In this order: the first ones meet a desk that is small and quiet yet. */
export const stages: readonly Stage[] = [
  createTickets,
  notificationDelay,
  openStreams,
  email,
  pastOfTicket,
  catchUp,
  rebuildRate,
  rebuildMemory,
]
